package dev.probity.benchmark.hang;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * How long answers took, sorted.
 */
record Latencies(long[] nanos) {

	static Latencies of(Collection<Duration> latencies) {
		long[] nanos = latencies.stream().mapToLong(Duration::toNanos).toArray();
		Arrays.sort(nanos);
		return new Latencies(nanos);
	}

	/**
	 * Returns the milliseconds within which a fraction of the answers came; no number if
	 * there are none.
	 */
	double millis(double fraction) {
		if (this.nanos.length == 0) {
			return Double.NaN;
		}
		int rank = (int) Math.ceil(fraction * this.nanos.length);
		return this.nanos[Math.max(rank, 1) - 1] / 1e6;
	}

	String text(double fraction) {
		return (this.nanos.length == 0) ? "–" : String.format(Locale.ENGLISH, "%.1f ms", millis(fraction));
	}

}
