package dev.probity.benchmark.idle;

import java.util.Locale;

import dev.probity.benchmark.harness.Variant;

/**
 * One application.
 *
 * @param idle what it has used while nobody asked anything
 * @param probed what it has used while its probes were asked
 * @param minutes how long each of them took
 * @param resident MiB
 */
record Row(Variant variant, Consumption idle, Consumption probed, double minutes, long resident, long classes,
		int threads) {

	double idleCpu() {
		return cpu(this.idle);
	}

	double probedCpu() {
		return cpu(this.probed);
	}

	private double cpu(Consumption used) {
		return used.cpu().toMillis() / 1_000.0 / this.minutes;
	}

	String line() {
		return String.format(Locale.ENGLISH, "| %s | %.2f s | %.2f s | %s | %,d MiB | %,d | %d |%n",
				this.variant.label(), idleCpu(), probedCpu(), perMinute(this.idle.commands(), this.probed.commands()),
				this.resident, this.classes, this.threads);
	}

	private String perMinute(long idle, long probed) {
		return String.format(Locale.ENGLISH, "%.0f, %.0f", idle / this.minutes, probed / this.minutes);
	}

}
