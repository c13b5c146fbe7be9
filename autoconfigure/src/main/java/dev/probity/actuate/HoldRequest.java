package dev.probity.actuate;

import dev.probity.lifecycle.LivenessControl;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has asked for of liveness, in text.
 *
 * @param liveness <code>hold</code> or <code>auto</code>
 * @param reason why; none for <code>auto</code>, whose reason nothing would keep
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
				requireNoReason();
				control.release();
			}
			default -> throw new IllegalArgumentException(
					"'liveness' is '%s', but must be 'hold' or 'auto'".formatted(OverrideRequest.shown(this.liveness)));
		}
	}

	private void requireNoReason() {
		if (this.reason != null && !this.reason.isBlank()) {
			throw new IllegalArgumentException("'reason' is '%s', but there is none for the end of a hold: leave it out"
				.formatted(OverrideRequest.shown(this.reason)));
		}
	}

}
