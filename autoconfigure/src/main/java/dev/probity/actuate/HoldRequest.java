package dev.probity.actuate;

import dev.probity.lifecycle.LivenessControl;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has asked for of liveness, in text.
 *
 * @param liveness <code>hold</code> or <code>auto</code>
 * @param reason why
 * @param timeToLive for how long
 */
record HoldRequest(String liveness, @Nullable String reason, @Nullable String timeToLive) {

	/**
	 * Do what is asked for.
	 * @throws IllegalArgumentException if that cannot be
	 */
	void applyTo(LivenessControl control) {
		switch (this.liveness.strip()) {
			case "hold" ->
				control.hold((this.reason != null) ? this.reason : "", OverrideRequest.duration(this.timeToLive));
			case "auto" -> {
				OverrideRequest.requireNone(this.timeToLive);
				control.release();
			}
			default -> throw new IllegalArgumentException(
					"'liveness' is '%s', but must be 'hold' or 'auto'".formatted(OverrideRequest.shown(this.liveness)));
		}
	}

}
