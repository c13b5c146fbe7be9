package dev.probity.test.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * Asks a probe every 50 ms on a thread of its own until it is closed, and knows for how
 * long the machine stood still meanwhile.
 */
final class ProbeWatch implements AutoCloseable {

	private static final Duration EVERY = Duration.ofMillis(50);

	private static final Duration MOMENT = Duration.ofMillis(10);

	private final HttpProbe probe;

	private final long begin = System.nanoTime();

	private final StandStill standStill = new StandStill(System::nanoTime, LockSupport::parkNanos);

	private volatile boolean closed;

	// guarded by itself; without those that are like the one before
	private final List<HttpAnswer> changes = new ArrayList<>();

	// the next two are guarded by "changes"
	private int count;

	private @Nullable HttpAnswer failure;

	private ProbeWatch(HttpProbe probe) {
		this.probe = probe;
	}

	static ProbeWatch begin(HttpProbe probe) {
		ProbeWatch watch = new ProbeWatch(probe);
		startDaemon("probe-clock", watch::watchClock);
		startDaemon("probe-watch", watch::ask);
		return watch;
	}

	private static void startDaemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void watchClock() {
		while (!this.closed) {
			this.standStill.sleep(MOMENT);
		}
	}

	private void ask() {
		while (!this.closed) {
			Duration before = this.standStill.total();
			HttpAnswer answer = this.probe.ask();
			LockSupport.parkNanos(EVERY.toNanos());
			// no answer while the machine stood still says nothing of the probe
			boolean excused = answer.status() == HttpAnswer.NONE && this.standStill.total().compareTo(before) > 0;
			synchronized (this.changes) {
				if (!excused) {
					add(answer);
				}
				this.changes.notifyAll();
			}
		}
	}

	private void add(HttpAnswer answer) {
		this.count++;
		if (!answer.passes() && this.failure == null) {
			this.failure = answer;
		}
		if (this.changes.isEmpty() || !this.changes.get(this.changes.size() - 1).body().equals(answer.body())
				|| this.changes.get(this.changes.size() - 1).status() != answer.status()) {
			this.changes.add(answer);
		}
	}

	/**
	 * Wait for an answer.
	 * @param limit how long at most, without the time in which the machine stood still
	 * @return the answer, or {@code null} if there was none
	 */
	@Nullable HttpAnswer awaitAnswer(Predicate<HttpAnswer> condition, Duration limit) {
		synchronized (this.changes) {
			await(() -> this.changes.stream().anyMatch(condition), limit);
			return this.changes.stream().filter(condition).findFirst().orElse(null);
		}
	}

	void awaitTime(Duration time) {
		await(() -> false, time);
	}

	private void await(BooleanSupplier condition, Duration limit) {
		synchronized (this.changes) {
			while (!condition.getAsBoolean() && elapsed().compareTo(limit) < 0) {
				try {
					this.changes.wait(EVERY.toMillis());
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new IllegalStateException("Interrupted while waiting for an answer of " + this.probe.uri(),
							ex);
				}
			}
		}
	}

	/**
	 * Asks before something happens, all the time, and after it is over.
	 */
	void during(ThrowingCallable action) {
		awaitQuestions(1);
		try {
			action.call();
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
		// one may have been asked before the end
		awaitQuestions(count() + 2);
	}

	private void awaitQuestions(int number) {
		await(() -> this.count >= number, elapsed().plusSeconds(5));
	}

	/**
	 * What it has said in a word, without repetitions.
	 */
	List<String> words() {
		synchronized (this.changes) {
			List<String> words = new ArrayList<>();
			for (HttpAnswer change : this.changes) {
				if (words.isEmpty() || !words.get(words.size() - 1).equals(change.word())) {
					words.add(change.word());
				}
			}
			return words;
		}
	}

	/**
	 * How long it has been watched, without the time in which the machine stood still.
	 */
	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.begin).minus(this.standStill.total());
	}

	int count() {
		synchronized (this.changes) {
			return this.count;
		}
	}

	@Nullable HttpAnswer firstFailure() {
		synchronized (this.changes) {
			return this.failure;
		}
	}

	/**
	 * What it has answered, and when.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("it answered");
		synchronized (this.changes) {
			for (HttpAnswer change : this.changes) {
				text.append("%n  at %5d ms: %s".formatted(Duration.ofNanos(change.askedAt() - this.begin).toMillis(),
						change.toString().strip()));
			}
			if (this.changes.isEmpty()) {
				text.append(" nothing");
			}
		}
		if (!this.standStill.total().isZero()) {
			text.append("%n  (this machine stood still for %d ms)".formatted(this.standStill.total().toMillis()));
		}
		return text.toString();
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
