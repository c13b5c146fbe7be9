package dev.probity.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a figure grows: the slope of the line through its samples, and how sure that
 * is.
 */
final class Trend {

	// of a normal distribution, one in a hundred is further from zero by accident
	private static final double SURE = 2.6;

	// growth from the first to the last sample that matters to nobody
	private static final double IMMATERIAL = 0.01;

	private final String figure;

	private final List<Double> times = new ArrayList<>();

	private final List<Double> values = new ArrayList<>();

	Trend(String figure) {
		this.figure = figure;
	}

	void add(double minutes, double value) {
		this.times.add(minutes);
		this.values.add(value);
	}

	/**
	 * Whether it surely grows, and by more than a hundredth.
	 */
	boolean grows() {
		double growth = slope() * (this.times.get(this.times.size() - 1) - this.times.get(0));
		return slope() > SURE * error() && growth > IMMATERIAL * mean(this.values);
	}

	double slope() {
		double time = mean(this.times);
		double value = mean(this.values);
		double together = 0;
		for (int i = 0; i < this.times.size(); i++) {
			together += (this.times.get(i) - time) * (this.values.get(i) - value);
		}
		return together / spread();
	}

	private double error() {
		double slope = slope();
		double time = mean(this.times);
		double value = mean(this.values);
		double squares = 0;
		for (int i = 0; i < this.times.size(); i++) {
			double rest = this.values.get(i) - value - slope * (this.times.get(i) - time);
			squares += rest * rest;
		}
		return Math.sqrt(squares / Math.max(1, this.times.size() - 2) / spread());
	}

	private double spread() {
		double mean = mean(this.times);
		return this.times.stream().mapToDouble((time) -> (time - mean) * (time - mean)).sum();
	}

	private static double mean(List<Double> numbers) {
		return numbers.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
	}

	@Override
	public String toString() {
		return String.format(Locale.ENGLISH, "%s: %,.1f to %,.1f in %d samples, slope %+.3f ± %.3f a minute",
				this.figure, this.values.get(0), this.values.get(this.values.size() - 1), this.values.size(), slope(),
				SURE * error());
	}

}
