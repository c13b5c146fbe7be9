package dev.probity.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.LoadCheck;
import dev.probity.observation.Observation;
import dev.probity.observation.ObservedSilence;
import dev.probity.observation.ObservedTime;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who wait for a connection of a pool wait in vain: it is full, and none
 * has come back for too long. Waiting while connections come back is a busy pool, and
 * passes; so does a pool that is not full, whatever its database does. It passes again
 * once nobody has waited in vain for a while. Time in which the process was paused does
 * not count.
 * <p>
 * Of a pool that does not tell when connections come back it is for too long that
 * somebody waits, without a break. Never borrows, and never opens a pool. Thread-safe:
 * runs wait for each other.
 */
final class PoolCheck implements LoadCheck {

	private final Supplier<? extends @Nullable ConnectionPool> pool;

	private final Duration maxSilence;

	private final ObservedTime time;

	private final ObservedSilence waiting;

	private final Saturation saturation;

	/**
	 * Check a pool.
	 * @param pool the pool, or {@code null} as long as there is none; asked by each run
	 * @param maxSilence for how long no connection may come back while somebody waits
	 * @param sustainedFor for how long nobody has to wait in vain before that counts
	 * @param policy the check's policy
	 * @param ticker the time
	 */
	public PoolCheck(Supplier<? extends @Nullable ConnectionPool> pool, Duration maxSilence, Duration sustainedFor,
			CheckPolicy policy, Ticker ticker) {
		this.pool = pool;
		this.maxSilence = maxSilence;
		this.time = new ObservedTime(policy.interval(), ticker);
		this.waiting = new ObservedSilence(policy.interval(), ticker);
		this.saturation = Saturation.atOnce(sustainedFor, policy.interval(), ticker);
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		this.time.observe();
		ConnectionPool pool = this.pool.get();
		PoolFigures figures = (pool != null) ? pool.figures() : null;
		Map<String, Object> details = new LinkedHashMap<>();
		String reason = this.saturation.judge((figures != null) ? evaluate(figures, details) : null);
		if (figures == null) {
			details.put("pool", "not opened yet");
		}
		return (reason != null) ? CheckResult.failed(reason, details) : CheckResult.passed(details);
	}

	private @Nullable String evaluate(PoolFigures figures, Map<String, Object> details) {
		details.put("active", figures.active());
		details.put("idle", figures.idle());
		details.put("max", figures.max());
		details.put("waiting", figures.waiting());
		boolean isWaited = figures.isSaturated() && figures.waiting() > 0;
		Duration waiting = this.waiting.since(isWaited);
		Duration sinceLastReturn = figures.sinceLastReturn();
		if (sinceLastReturn != null) {
			details.put("sinceLastReturn", Durations.brief(sinceLastReturn));
		}
		Duration inVain = inVain(waiting, figures.unservedFor());
		if (!isWaited || inVain.compareTo(this.maxSilence) <= 0) {
			return null;
		}
		return "%d of %d connections in use, %d waiting, %s for %s (at most %s)".formatted(figures.active(),
				figures.max(), figures.waiting(),
				(figures.unservedFor() != null) ? "none came back" : "without a break", Durations.brief(inVain),
				Durations.exact(this.maxSilence));
	}

	/**
	 * What passed before anybody waited was no silence: nobody had to give back.
	 */
	private Duration inVain(Duration waiting, @Nullable Duration unservedFor) {
		Duration silence = (unservedFor != null) ? this.time.of(unservedFor) : waiting;
		return (silence.compareTo(waiting) < 0) ? silence : waiting;
	}

}
