package dev.probity.benchmark.hang;

import java.io.IOException;
import java.util.Locale;

import dev.probity.benchmark.harness.Gauges;

/**
 * The memory of a process.
 *
 * @param heap the bytes in use after a collection
 * @param resident the kilobytes that the process has in memory
 */
record Memory(long heap, long resident) {

	static Memory of(Gauges gauges) throws IOException {
		long resident = gauges.residentKilobytes();
		return new Memory(gauges.heapAfterCollection(), resident);
	}

	String heapText() {
		return String.format(Locale.ENGLISH, "%.1f MiB", this.heap / 1024.0 / 1024.0);
	}

	String residentText() {
		return String.format(Locale.ENGLISH, "%.0f MiB", this.resident / 1024.0);
	}

}
