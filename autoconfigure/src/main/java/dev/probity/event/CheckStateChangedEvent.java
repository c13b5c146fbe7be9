package dev.probity.event;

import java.time.Duration;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import org.jspecify.annotations.Nullable;

/**
 * A check has changed its state. Published after the new state can be read, on the thread
 * that notifies all listeners: a slow listener delays other listeners, but no probe.
 *
 * @param transition the last snapshot in the old state and the first in the new one
 * @since 0.1.0
 */
public record CheckStateChangedEvent(CheckChange transition) {

	/**
	 * The name of the check.
	 * @return the name
	 */
	public String check() {
		return this.transition.check();
	}

	/**
	 * The old state.
	 * @return the state
	 */
	public CheckState from() {
		return this.transition.before().state();
	}

	/**
	 * The new state.
	 * @return the state
	 */
	public CheckState to() {
		return this.transition.after().state();
	}

	/**
	 * The last reason of the check. @return the reason, without secrets, or {@code null}
	 * if it passed
	 */
	public @Nullable String reason() {
		CheckResult result = this.transition.after().lastResult();
		return (result != null) ? result.reason() : null;
	}

	/**
	 * How long the old state lasted.
	 * @return the time
	 */
	public Duration lasted() {
		return this.transition.lasted();
	}

	/**
	 * Without the details of the check, which are anything that it likes.
	 */
	@Override
	public String toString() {
		return "CheckStateChangedEvent[check=%s, from=%s, to=%s, reason=%s]".formatted(check(), from(), to(), reason());
	}

}
