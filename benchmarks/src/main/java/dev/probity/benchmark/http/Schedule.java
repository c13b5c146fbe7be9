package dev.probity.benchmark.http;

import java.time.Duration;

import dev.probity.benchmark.report.Effort;

/**
 * How long what is measured.
 *
 * @param warmUp each server, all of its paths together; servers that are started for one
 * condition share it
 * @param rounds of all cells
 * @param window each cell in each round
 * @param steady all probes of a condition at the same time, at a steady pace
 * @param bursts of each probe of a condition, as fast as it answers
 * @param burst each of them
 */
record Schedule(Duration warmUp, int rounds, Duration window, Duration steady, int bursts, Duration burst) {

	static Schedule of(Effort effort) {
		return switch (effort) {
			case SHORT -> new Schedule(Duration.ofSeconds(3), 3, Duration.ofMillis(600), Duration.ofSeconds(2), 2,
					Duration.ofMillis(500));
			case FULL -> new Schedule(Duration.ofSeconds(30), 5, Duration.ofMillis(700), Duration.ofSeconds(8), 3,
					Duration.ofMillis(400));
		};
	}

}
