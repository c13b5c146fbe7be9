package dev.probity.lifecycle;

import java.time.Duration;
import java.time.InstantSource;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operator keep this instance from being restarted for a limited time, to look at
 * it. The hold applies from the moment the method returns, replaces the previous one and
 * expires by itself: nothing has to run for that. It changes what liveness answers, and
 * neither its verdict nor what is shown, logged and measured of it. Thread-safe; all
 * controls of an instance are the same; {@link #current()} takes no lock.
 * <p>
 * A reason is as for {@link ReadinessControl}. A time to live is from 1 second to 1 hour,
 * measured on a monotonic clock. Anything else is refused with an
 * {@link IllegalArgumentException} and changes nothing.
 *
 * @since 0.1.0
 */
public final class LivenessControl {

	private final Instance instance;

	private final Ticker ticker;

	private final InstantSource clock;

	/**
	 * Control an instance.
	 * @param instance the instance
	 * @param ticker for how long a hold counts
	 * @param clock time for display
	 */
	public LivenessControl(Instance instance, Ticker ticker, InstantSource clock) {
		this.instance = instance;
		this.ticker = ticker;
		this.clock = clock;
	}

	/**
	 * Answer that the instance is alive, whatever the verdict.
	 * @param reason why
	 * @param timeToLive for how long
	 * @return the hold
	 * @throws IllegalArgumentException if reason or time to live are invalid
	 */
	public LivenessHold hold(String reason, Duration timeToLive) {
		LivenessHold hold = new LivenessHold(reason, timeToLive, this.clock.instant(), this.ticker.read());
		this.instance.hold(hold);
		return hold;
	}

	/**
	 * Answer what the verdict is again. Does nothing if there is no hold.
	 */
	public void release() {
		this.instance.hold(null);
	}

	/**
	 * What counts now.
	 * @return the hold, or {@code null} if there is none or it has expired
	 */
	public @Nullable LivenessHold current() {
		return this.instance.state().restraint().holdAt(this.ticker.read());
	}

}
