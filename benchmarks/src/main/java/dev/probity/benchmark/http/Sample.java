package dev.probity.benchmark.http;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;

/**
 * What has been answered.
 *
 * @param statuses how often each status was
 * @param unanswered how many requests got no answer in time
 * @param elapsed from the first request to the last answer
 * @param latencies nanoseconds from a request to its whole answer
 */
record Sample(Map<Integer, Long> statuses, long unanswered, Duration elapsed, Histogram latencies) {

	long answered() {
		return this.latencies.getTotalCount();
	}

	long asked() {
		return answered() + this.unanswered;
	}

	double perSecond() {
		return (answered() == 0) ? 0 : answered() * 1e9 / this.elapsed.toNanos();
	}

	/**
	 * Milliseconds that so many percent of the answers did not exceed; not a number if
	 * there was none.
	 */
	double millis(double percentile) {
		return (answered() == 0) ? Double.NaN : this.latencies.getValueAtPercentile(percentile) / 1e6;
	}

	/**
	 * Whether there were answers, and no other ones than of this status.
	 */
	boolean isOnly(int status) {
		return this.statuses.keySet().equals(Set.of(status));
	}

	/**
	 * Both together.
	 */
	Sample plus(Sample other) {
		Histogram latencies = this.latencies.copy();
		latencies.add(other.latencies);
		Map<Integer, Long> statuses = new TreeMap<>(this.statuses);
		other.statuses.forEach((status, number) -> statuses.merge(status, number, Long::sum));
		return new Sample(statuses, this.unanswered + other.unanswered, this.elapsed.plus(other.elapsed), latencies);
	}

	/**
	 * Tells the answers: 400 × 200, 3 × no answer.
	 */
	String answers() {
		Stream<String> answers = this.statuses.entrySet()
			.stream()
			.map((status) -> "%,d × %d".formatted(status.getValue(), status.getKey()));
		Stream<String> none = (this.unanswered > 0) ? Stream.of("%,d × no answer".formatted(this.unanswered))
				: Stream.empty();
		return Stream.concat(answers, none).collect(Collectors.joining(", "));
	}

	/**
	 * Counts answers without an object for each. Not thread-safe.
	 */
	static final class Tally {

		private static final int STATUSES = 600;

		private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

		private final long[] statuses = new long[STATUSES];

		private final Histogram latencies = new Histogram(LONGEST, 3);

		private long unanswered;

		private long begin;

		private long last;

		void begin(long now) {
			this.begin = now;
			this.last = now;
		}

		void answered(int status, long nanos, long now) {
			this.statuses[status]++;
			this.latencies.recordValue(nanos);
			this.last = now;
		}

		void unanswered() {
			this.unanswered++;
		}

		Sample sample() {
			Map<Integer, Long> statuses = new TreeMap<>();
			for (int status = 0; status < STATUSES; status++) {
				if (this.statuses[status] > 0) {
					statuses.put(status, this.statuses[status]);
				}
			}
			return new Sample(statuses, this.unanswered, Duration.ofNanos(this.last - this.begin), this.latencies);
		}

	}

}
