package dev.probity.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * For how long at least the oldest task of a queue has been waiting, told by nothing but
 * numbers: of the n tasks that have ever been submitted, q wait, so the oldest of them is
 * no later one than the (n-q+1)th, whatever the order. Who is among the first n had come
 * by the time at which it was n.
 * <p>
 * Tasks that are taken out of the queue without being begun lower n. If they were the
 * oldest, and as many were submitted between the same two samples, that is not seen. Not
 * thread-safe.
 */
final class QueueAge {

	// two hours of samples: then the age of what came later is not told until it is its
	// turn
	private static final int MAX_SAMPLES = 4000;

	private final Deque<Sample> samples = new ArrayDeque<>();

	private long submitted;

	/**
	 * Take one sample.
	 * @param now when, in nanoseconds
	 * @param submitted tasks that have ever been submitted, fewer rather than more
	 * @param queued tasks that wait
	 * @return the age of the oldest at least
	 */
	Duration sample(long now, long submitted, long queued) {
		forget(this.submitted - submitted);
		this.submitted = submitted;
		if (queued == 0) {
			this.samples.clear();
			return Duration.ZERO;
		}
		long taken = submitted - queued;
		while (!this.samples.isEmpty() && this.samples.getFirst().submitted() <= taken) {
			this.samples.removeFirst();
		}
		if (this.samples.size() < MAX_SAMPLES
				&& (this.samples.isEmpty() || this.samples.getLast().submitted() < submitted)) {
			this.samples.addLast(new Sample(now, submitted));
		}
		return this.samples.isEmpty() ? Duration.ZERO : Duration.ofNanos(now - this.samples.getFirst().at());
	}

	/**
	 * Some tasks have not been begun and wait no more: the others move up.
	 */
	private void forget(long removed) {
		for (int i = (removed > 0) ? this.samples.size() : 0; i > 0; i--) {
			Sample sample = this.samples.removeFirst();
			this.samples.addLast(new Sample(sample.at(), sample.submitted() - removed));
		}
	}

	private record Sample(long at, long submitted) {

	}

}
