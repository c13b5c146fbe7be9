package dev.probity.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The requests of the last while: the difference between the counts of now and those of
 * back then. Begins with the first sample, and is never shorter than its length unless it
 * has begun later. Pure; not thread-safe.
 */
final class RequestWindow {

	private final Duration length;

	// the oldest first
	private final Deque<Sample> samples = new ArrayDeque<>();

	RequestWindow(Duration length) {
		this.length = length;
	}

	/**
	 * Take a sample.
	 * @param at the time, later than that of the sample before
	 * @param counts all requests since the start
	 */
	void add(Duration at, RequestCounts counts) {
		this.samples.addLast(new Sample(at, counts));
		Duration begin = at.minus(this.length);
		Sample oldest = this.samples.removeFirst();
		while (!this.samples.isEmpty() && this.samples.getFirst().at().compareTo(begin) <= 0) {
			oldest = this.samples.removeFirst();
		}
		this.samples.addFirst(oldest);
	}

	/**
	 * Begin anew with the last sample.
	 */
	void restart() {
		Sample last = this.samples.getLast();
		this.samples.clear();
		this.samples.add(last);
	}

	/**
	 * The requests in the window.
	 */
	RequestCounts counts() {
		return this.samples.isEmpty() ? RequestCounts.NONE
				: this.samples.getLast().counts().since(this.samples.getFirst().counts());
	}

	/**
	 * The time that is in the window, as far as it is full.
	 */
	Duration span() {
		Duration span = this.samples.getLast().at().minus(this.samples.getFirst().at());
		return (span.compareTo(this.length) < 0) ? span : this.length;
	}

	private record Sample(Duration at, RequestCounts counts) {

	}

}
