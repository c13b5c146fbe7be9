package dev.probity.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.lifecycle.ReadinessOverrideChange.Occasion;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operator override the readiness of this instance, that of its features
 * included, for a limited time. The override applies from the moment the method returns,
 * replaces the previous one, and expires by itself: nothing has to run for that. It is
 * not kept across a restart. A start that is under way, a lame duck and liveness are not
 * touched by it. Thread-safe; {@link #current()} takes no lock.
 * <p>
 * A reason is one line of up to 200 visible characters; credentials in it are blanked
 * out. It is logged, and shown to those who may see details. A time to live is from 1
 * second to 24 hours, measured on a monotonic clock. Anything else is refused with an
 * {@link IllegalArgumentException} and changes nothing.
 *
 * @since 0.1.0
 */
public final class ReadinessControl {

	private static final int MOST_UNTOLD = 256;

	private final Instance instance;

	private final Ticker ticker;

	private final InstantSource clock;

	// guarded by itself, like the two that follow and like every change of an override
	private final List<ReadinessOverrideChange> untold = new ArrayList<>();

	private int lost;

	private long changedAt;

	/**
	 * Control an instance, alone.
	 * @param instance the instance
	 * @param ticker for how long an override counts
	 * @param clock time for display
	 */
	public ReadinessControl(Instance instance, Ticker ticker, InstantSource clock) {
		this.instance = instance;
		this.ticker = ticker;
		this.clock = clock;
		this.changedAt = ticker.read();
	}

	/**
	 * Override readiness as ready, whatever checks and application report.
	 * @param reason why
	 * @param timeToLive for how long
	 * @return the override
	 * @throws IllegalArgumentException if reason or time to live are invalid
	 */
	public Forced ready(String reason, Duration timeToLive) {
		return force(Mode.READY, reason, timeToLive);
	}

	/**
	 * Override readiness as not ready, whatever checks and application report.
	 * @param reason why
	 * @param timeToLive for how long
	 * @return the override
	 * @throws IllegalArgumentException if reason or time to live are invalid
	 */
	public Forced notReady(String reason, Duration timeToLive) {
		return force(Mode.NOT_READY, reason, timeToLive);
	}

	private Forced force(Mode mode, String reason, Duration timeToLive) {
		synchronized (this.untold) {
			Forced forced = new Forced(mode, reason, timeToLive, this.clock.instant(), this.ticker.read());
			expire(forced.sinceTick());
			change(forced, Occasion.SAID, forced.reason(), forced.sinceTick());
			return forced;
		}
	}

	/**
	 * Let the checks decide readiness again. Does nothing if they do.
	 */
	public void auto() {
		withdraw(null);
	}

	/**
	 * Let the checks decide readiness again. Does nothing if they do.
	 * @param reason why
	 * @throws IllegalArgumentException if the reason is not as it has to be
	 */
	public void auto(String reason) {
		withdraw(OverrideTerms.reason(reason));
	}

	private void withdraw(@Nullable String reason) {
		synchronized (this.untold) {
			long now = this.ticker.read();
			expire(now);
			if (said() != ReadinessOverride.AUTO) {
				change(ReadinessOverride.AUTO, Occasion.WITHDRAWN, reason, now);
			}
		}
	}

	/**
	 * What counts now.
	 * @return the override, or {@link ReadinessOverride#AUTO}
	 */
	public ReadinessOverride current() {
		return said().at(this.ticker.read());
	}

	private ReadinessOverride said() {
		return this.instance.state().override();
	}

	private void expire(long now) {
		if (said() instanceof Forced forced && forced.at(now) != forced) {
			change(ReadinessOverride.AUTO, Occasion.EXPIRED, null, forced.sinceTick() + forced.timeToLive().toNanos());
		}
	}

	private void change(ReadinessOverride after, Occasion occasion, @Nullable String reason, long tick) {
		if (this.untold.size() < MOST_UNTOLD) {
			this.untold.add(new ReadinessOverrideChange(said(), after, occasion, reason,
					Duration.ofNanos(tick - this.changedAt), this.clock.instant()));
		}
		else {
			this.lost++;
		}
		this.changedAt = tick;
		this.instance.override(after);
	}

	/**
	 * The changes that have not been reported yet, oldest first.
	 */
	Untold takeUntold() {
		synchronized (this.untold) {
			expire(this.ticker.read());
			Untold taken = new Untold(List.copyOf(this.untold), this.lost);
			this.untold.clear();
			this.lost = 0;
			return taken;
		}
	}

	/**
	 * Changes to report, and the number of those that were dropped for want of room.
	 */
	record Untold(List<ReadinessOverrideChange> changes, int lost) {

	}

}
