package dev.probity.benchmark.idle;

import java.time.Duration;

/**
 * What an application has used up to a moment, or between two.
 *
 * @param cpu the time that all its threads have computed, those of the JVM included
 * @param commands what it has asked Redis
 */
record Consumption(Duration cpu, long commands) {

	Consumption since(Consumption before) {
		return new Consumption(this.cpu.minus(before.cpu), this.commands - before.commands);
	}

}
