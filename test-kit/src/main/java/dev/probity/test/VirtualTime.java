package dev.probity.test;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.ManualTicker;
import dev.probity.registration.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Moves the time of an engine by hand, from one moment at which something is due to the
 * next, so that no deadline is ever looked at late.
 */
final class VirtualTime {

	private final ManualTicker ticker;

	private final CheckRuns runs;

	private final Engine engine;

	VirtualTime(ManualTicker ticker, CheckRuns runs, Engine engine) {
		this.ticker = ticker;
		this.runs = runs;
		this.engine = engine;
	}

	Map<String, CheckSnapshot> checks() {
		return this.engine.monitor().snapshots();
	}

	long now() {
		return this.ticker.read();
	}

	Duration elapsed() {
		return this.ticker.elapsed();
	}

	void advance(Duration time) {
		advanceUntil(() -> false, time);
	}

	/**
	 * Let time pass until something is the case.
	 * @param limit how much at most
	 * @return whether it has come to be the case
	 */
	boolean advanceUntil(BooleanSupplier condition, Duration limit) {
		long end = this.ticker.read() + limit.toNanos();
		while (true) {
			Long wait = settle();
			if (condition.getAsBoolean()) {
				return true;
			}
			long left = end - this.ticker.read();
			if (wait == null || wait > left) {
				this.ticker.advance(Duration.ofNanos(left));
				settle();
				return condition.getAsBoolean();
			}
			this.ticker.advance(Duration.ofNanos(wait));
		}
	}

	/**
	 * Let everything happen that can happen now.
	 * @return nanoseconds until something is due, or {@code null} if nothing will be
	 */
	@Nullable Long settle() {
		while (true) {
			long news = this.runs.news();
			Long wait = this.engine.scheduler().tick();
			this.runs.awaitQuiet();
			if (this.runs.news() == news && (wait == null || wait > 0)) {
				return wait;
			}
		}
	}

}
