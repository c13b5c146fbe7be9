package dev.probity.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a disturbance, half second by half second.
 */
final class FleetReport {

	private static final int STEPS = 2;

	private final int size;

	private final int from;

	private final int to;

	private final List<Integer> rotating = new ArrayList<>();

	private final List<Double> demanded = new ArrayList<>();

	private final List<Double> answered = new ArrayList<>();

	FleetReport(int size, int calmSeconds, int disturbedSeconds) {
		this.size = size;
		this.from = calmSeconds * STEPS;
		this.to = (calmSeconds + disturbedSeconds) * STEPS;
	}

	void add(int rotating, double demanded, double answered) {
		this.rotating.add(rotating);
		this.demanded.add(demanded);
		this.answered.add(answered);
	}

	/**
	 * The fewest instances that were in rotation at any time from the disturbance on.
	 */
	int fewest() {
		return this.rotating.stream().skip(this.from).mapToInt(Integer::intValue).min().orElseThrow();
	}

	/**
	 * The share of the requests of the disturbance that were answered without an error,
	 * in percent.
	 */
	long answeredMeanwhile() {
		return answered(this.from, this.to);
	}

	/**
	 * The same of the four minutes after it.
	 */
	long answeredAfterwards() {
		return answered(this.to, this.rotating.size());
	}

	private long answered(int from, int to) {
		double demanded = this.demanded.subList(from, to).stream().mapToDouble(Double::doubleValue).sum();
		double answered = this.answered.subList(from, to).stream().mapToDouble(Double::doubleValue).sum();
		// what had queued up before may be answered now
		return Math.min(100, Math.round(100 * answered / demanded));
	}

	/**
	 * For how many seconds less than half of the instances were in rotation.
	 */
	int secondsOfLessThanHalf() {
		return (int) this.rotating.stream().filter((instances) -> instances < this.size / 2).count() / STEPS;
	}

	/**
	 * How many seconds after the disturbance all instances were in rotation for good;
	 * negative if they were not within four minutes.
	 */
	int secondsUntilAllAreBack() {
		int last = this.rotating.size() - 1;
		for (int step = last; step >= this.to; step--) {
			if (this.rotating.get(step) < this.size) {
				return (step == last) ? -1 : (step + 1 - this.to + STEPS - 1) / STEPS;
			}
		}
		return 0;
	}

}
