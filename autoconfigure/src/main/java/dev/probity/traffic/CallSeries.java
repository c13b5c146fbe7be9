package dev.probity.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import dev.probity.time.Ticker;

/**
 * The requests of one kind of caller for one probe: how many, when the latest of them
 * came, and what the last was answered. Thread-safe; counting takes no lock.
 */
public final class CallSeries {

	private static final int REMEMBERED = 64;

	private final Target target;

	private final AtomicLong count = new AtomicLong();

	private final AtomicLongArray latest = new AtomicLongArray(REMEMBERED);

	private volatile int status;

	CallSeries(Target target) {
		this.target = target;
	}

	void add(int status, long now) {
		this.latest.set((int) (this.count.getAndIncrement() % REMEMBERED), now);
		this.status = status;
	}

	/**
	 * Who requests what.
	 */
	public Target target() {
		return this.target;
	}

	/**
	 * How many requests there have been.
	 */
	public long count() {
		return this.count.get();
	}

	/**
	 * The HTTP status of the last answer.
	 */
	public int status() {
		return this.status;
	}

	/**
	 * How long ago the last request came.
	 * @param now reading of the {@link Ticker}
	 */
	public Duration sinceLast(long now) {
		long known = count();
		return Duration.ofNanos(Math.max(0, now - this.latest.get((int) ((known + REMEMBERED - 1) % REMEMBERED))));
	}

	/**
	 * The times between the latest requests, oldest first. One that comes meanwhile may
	 * be missing.
	 */
	public List<Duration> gaps() {
		long known = count();
		List<Duration> gaps = new ArrayList<>();
		for (long each = Math.max(0, known - REMEMBERED) + 1; each < known; each++) {
			long gap = this.latest.get((int) (each % REMEMBERED)) - this.latest.get((int) ((each - 1) % REMEMBERED));
			if (gap >= 0) {
				gaps.add(Duration.ofNanos(gap));
			}
		}
		return gaps;
	}

	/**
	 * Who requests what.
	 *
	 * @param name the path, or over gRPC and on the probe port the name of the probe
	 * @param caller who requests it
	 * @param entrance where
	 */
	public record Target(String name, CallerKind caller, Entrance entrance) {

	}

}
