package dev.probity.fleet;

import java.util.HashMap;
import java.util.Map;

/**
 * What came of it for a fleet.
 */
final class FleetOutcome {

	private final boolean[] in;

	private final double[] servedBroken;

	private final boolean[] left;

	private final Map<Long, Integer> questionsOfAPeerInASecond = new HashMap<>();

	private int rotating;

	private int fewest = Integer.MAX_VALUE;

	private double secondsWithNobody;

	private int flips;

	private int questions;

	private int admittedWithoutEverHavingBeenReady;

	private double stepSeconds = 0.25;

	FleetOutcome(int size) {
		this.in = new boolean[size];
		this.servedBroken = new double[size];
		this.left = new boolean[size];
	}

	/**
	 * One instance at one moment.
	 * @param mustBeOut it is not there yet, or was never ready
	 */
	void see(int instance, boolean in, boolean counts, boolean down, boolean mustBeOut) {
		if (counts && in != this.in[instance]) {
			this.flips++;
		}
		if (in && mustBeOut) {
			this.admittedWithoutEverHavingBeenReady++;
		}
		if (down && !this.left[instance]) {
			this.servedBroken[instance] += in ? this.stepSeconds : 0;
			this.left[instance] = !in;
		}
		this.in[instance] = in;
		this.rotating += in ? 1 : 0;
	}

	void endStep(boolean counts, double seconds) {
		if (counts) {
			this.fewest = Math.min(this.fewest, this.rotating);
			this.secondsWithNobody += (this.rotating == 0) ? seconds : 0;
		}
		this.rotating = 0;
	}

	void question(int peer, int second) {
		this.questions++;
		this.questionsOfAPeerInASecond.merge((long) peer << 32 | second, 1, Integer::sum);
	}

	int fewest() {
		return this.fewest;
	}

	int secondsWithNobody() {
		return (int) Math.round(this.secondsWithNobody);
	}

	int flips() {
		return this.flips;
	}

	int questions() {
		return this.questions;
	}

	int mostQuestionsOfAPeerInASecond() {
		return this.questionsOfAPeerInASecond.values().stream().mapToInt(Integer::intValue).max().orElse(0);
	}

	int admittedWithoutEverHavingBeenReady() {
		return this.admittedWithoutEverHavingBeenReady;
	}

	/**
	 * For how many seconds instance 0 went on serving without the dependency; negative if
	 * it did to the end.
	 */
	int secondsServedBroken() {
		return this.left[0] ? (int) Math.round(this.servedBroken[0]) : -1;
	}

}
