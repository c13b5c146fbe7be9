package dev.probity.vital;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.Range;
import dev.probity.check.VitalCheck;
import dev.probity.observation.InconclusiveResult;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Fails when the JVM does little else than collecting garbage in vain: collections have
 * left the old generation (the whole heap of a collector without generations) nearly
 * full, <em>and</em> most of the time has gone into pauses for the collector, in every
 * look for as long as the window. Only a restart helps.
 * <p>
 * A heap that is full of what is needed passes as long as the collector does not pause
 * the application for most of the time; so does a burst of allocations, however busy the
 * collector is, since what it frees is free. Cycles of concurrent collectors are no
 * pauses. One look counts for at most twice the interval, so that a process that was
 * stopped during a pause does not fail when it goes on.
 * <p>
 * ZGC never pauses for long: when it is exhausted threads stall, and then
 * {@link OutOfMemoryError} is thrown, which is not seen here. Nor is an exhausted
 * Shenandoah to be relied on to be seen. The JVM ends on that error with
 * {@code -XX:+ExitOnOutOfMemoryError}.
 * <p>
 * If the JVM does not expose the figures, the result is inconclusive. Not for use by
 * several schedulers at once.
 *
 * @since 0.1.0
 */
public final class MemoryCheck implements VitalCheck {

	private final double heapThreshold;

	private final double pauseThreshold;

	private final Duration window;

	private final Duration longestSample;

	private final Ticker ticker;

	private final Supplier<@Nullable HeapFigures> heap;

	private volatile @Nullable PauseSample last;

	private volatile Duration thrashing = Duration.ZERO;

	/**
	 * Look at the heap of this JVM.
	 * @param heapThreshold the fraction of the old generation in use after a collection
	 * from which on it counts as full; above 0, at most 1
	 * @param pauseThreshold the fraction of the time in pauses from which on it counts as
	 * most of it; above 0, at most 1
	 * @param window for how long both have to be so; longer than zero
	 * @param interval how often the check is run; longer than zero
	 * @param ticker the time
	 */
	public MemoryCheck(double heapThreshold, double pauseThreshold, Duration window, Duration interval, Ticker ticker) {
		this(heapThreshold, pauseThreshold, window, interval, ticker, new JvmHeap()::figures);
	}

	MemoryCheck(double heapThreshold, double pauseThreshold, Duration window, Duration interval, Ticker ticker,
			Supplier<@Nullable HeapFigures> heap) {
		this.heapThreshold = Range.SHARE.require("heapThreshold", heapThreshold);
		this.pauseThreshold = Range.SHARE.require("pauseThreshold", pauseThreshold);
		this.window = Range.above(Duration.ZERO).require("window", window);
		this.longestSample = Range.above(Duration.ZERO).require("interval", interval).multipliedBy(2);
		this.ticker = ticker;
		this.heap = heap;
	}

	@Override
	public CheckResult check() {
		try {
			// before the figures: see PauseSample.ahead
			long now = this.ticker.read();
			HeapFigures figures = this.heap.get();
			return (figures != null) ? judge(figures, now)
					: CheckResult.inconclusive("this JVM exposes neither the use of its heap after a collection "
							+ "nor the pauses of its collections");
		}
		catch (Throwable ex) {
			return InconclusiveResult.because(ex);
		}
	}

	private CheckResult judge(HeapFigures figures, long now) {
		PauseSample before = this.last;
		PauseSample sample = (before != null) ? before.next(now, figures.paused())
				: PauseSample.first(now, figures.paused());
		this.last = sample;
		boolean inVain = figures.occupancy() >= this.heapThreshold && sample.share() >= this.pauseThreshold;
		this.thrashing = inVain ? this.thrashing.plus(counted(sample.elapsed())) : Duration.ZERO;
		Map<String, Object> details = details(figures, sample);
		if (this.thrashing.compareTo(this.window) < 0) {
			return CheckResult.passed(details);
		}
		return CheckResult.failed(
				"the heap is %s full after collection, and pauses took %s or more of the last %s".formatted(
						percent(figures.occupancy()), percent(this.pauseThreshold), Durations.brief(this.thrashing)),
				details);
	}

	private Duration counted(Duration elapsed) {
		return (elapsed.compareTo(this.longestSample) < 0) ? elapsed : this.longestSample;
	}

	private Map<String, Object> details(HeapFigures figures, PauseSample sample) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("afterCollection", figures.afterCollection());
		details.put("max", figures.max());
		details.put("occupancy", percent(figures.occupancy()));
		details.put("pauses", percent(sample.share()));
		details.put("thrashingFor", Durations.brief(this.thrashing));
		return details;
	}

	private static String percent(double fraction) {
		return Math.round(fraction * 100) + "%";
	}

}
