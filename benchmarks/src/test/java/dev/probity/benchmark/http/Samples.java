package dev.probity.benchmark.http;

import java.util.concurrent.TimeUnit;

/**
 * Samples that were never measured.
 */
final class Samples {

	private Samples() {
	}

	/**
	 * So many answers in one second, each of which took a millisecond longer than the one
	 * before.
	 */
	static Sample of(int status, int answers) {
		Sample.Tally tally = new Sample.Tally();
		tally.begin(0);
		for (int i = 1; i <= answers; i++) {
			tally.answered(status, TimeUnit.MILLISECONDS.toNanos(i), TimeUnit.SECONDS.toNanos(1));
		}
		return tally.sample();
	}

	static Sample unanswered() {
		Sample.Tally tally = new Sample.Tally();
		tally.unanswered();
		return tally.sample();
	}

}
