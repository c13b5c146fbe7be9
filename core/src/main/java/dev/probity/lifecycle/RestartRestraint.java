package dev.probity.lifecycle;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What keeps liveness from asking for a restart. Immutable.
 *
 * @param hold what an operator wants, expired or not, or {@code null}
 * @param pauses what restarts have shown not to help, by the name of the vital check
 * @since 0.1.0
 */
public record RestartRestraint(@Nullable LivenessHold hold, Map<String, RestartPause> pauses) {

	/**
	 * Nothing does.
	 */
	public static final RestartRestraint NONE = new RestartRestraint(null, Map.of());

	public RestartRestraint {
		pauses = Map.copyOf(pauses);
	}

	/**
	 * The hold that counts.
	 * @param now reading of the ticker
	 * @return the hold, or {@code null} if there is none or it has expired
	 */
	public @Nullable LivenessHold holdAt(long now) {
		LivenessHold hold = this.hold;
		return (hold != null && now - hold.endTick() < 0) ? hold : null;
	}

	RestartRestraint with(@Nullable LivenessHold hold) {
		return new RestartRestraint(hold, this.pauses);
	}

	RestartRestraint with(Map<String, RestartPause> pauses) {
		return new RestartRestraint(this.hold, pauses);
	}

}
