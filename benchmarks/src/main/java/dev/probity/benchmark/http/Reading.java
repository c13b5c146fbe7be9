package dev.probity.benchmark.http;

/**
 * A cell in one round.
 *
 * @param sample what was answered
 * @param usage what the server used meanwhile
 */
record Reading(Sample sample, Usage usage) {

	double perSecond() {
		return this.sample.perSecond();
	}

	double cpuMicros() {
		return this.usage.cpuNanos() / 1e3 / this.sample.answered();
	}

	double kibibytes() {
		return this.usage.allocatedBytes() / 1024.0 / this.sample.answered();
	}

}
