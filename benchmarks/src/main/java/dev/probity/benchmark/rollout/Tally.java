package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the requests of a load. Thread-safe.
 */
final class Tally {

	private final List<Long> latencies = new ArrayList<>();

	private final List<Failure> failures = new ArrayList<>();

	private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

	private int scheduled;

	synchronized void scheduled() {
		this.scheduled++;
	}

	synchronized void add(Outcome outcome, long dueAt, long sentAt, long endedAt) {
		this.outcomes.merge(outcome, 1, Integer::sum);
		if (outcome.isFailure()) {
			this.failures.add(new Failure(outcome, sentAt, endedAt));
		}
		else {
			this.latencies.add(endedAt - dueAt);
		}
	}

	/**
	 * Returns this when nothing more is sent.
	 * @throws IllegalStateException if it is not known of each request what came of it
	 */
	synchronized Tally complete() {
		if (sent() != this.scheduled) {
			throw new IllegalStateException(
					"%d requests were to be sent, %d are counted".formatted(this.scheduled, sent()));
		}
		return this;
	}

	synchronized int sent() {
		return this.outcomes.values().stream().mapToInt(Integer::intValue).sum();
	}

	synchronized int count(Outcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0);
	}

	synchronized int failed() {
		return this.failures.size();
	}

	synchronized List<Failure> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * How long at most a part of those took that succeeded.
	 * @param part from 0 to 1
	 */
	synchronized Duration latency(double part) {
		if (this.latencies.isEmpty()) {
			return Duration.ZERO;
		}
		List<Long> sorted = this.latencies.stream().sorted().toList();
		return Duration.ofNanos(sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size())));
	}

	/**
	 * A request that failed, with the nanoseconds of when it was sent and when that was
	 * known.
	 */
	record Failure(Outcome outcome, long sentAt, long endedAt) {

	}

}
