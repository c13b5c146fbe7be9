package dev.probity.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * Who decides readiness: the checks, or an operator for a limited time. Immutable.
 *
 * @since 0.1.0
 * @see ReadinessControl
 */
public sealed interface ReadinessOverride {

	/**
	 * No override: the checks decide.
	 */
	ReadinessOverride AUTO = new Automatic();

	/**
	 * The mode of the override.
	 * @return the mode, expired or not
	 */
	Mode mode();

	/**
	 * What counts of it at a moment.
	 * @param now reading of the ticker
	 * @return this, or {@link #AUTO} once it has expired
	 */
	ReadinessOverride at(long now);

	/**
	 * The modes of an override.
	 */
	enum Mode {

		/** The checks decide. */
		AUTO,

		/**
		 * Ready whatever the checks say, as long as the instance is up and not leaving.
		 */
		READY,

		/** Not ready whatever the checks say. */
		NOT_READY

	}

	/**
	 * The checks decide.
	 */
	record Automatic() implements ReadinessOverride {

		@Override
		public Mode mode() {
			return Mode.AUTO;
		}

		@Override
		public ReadinessOverride at(long now) {
			return this;
		}

	}

	/**
	 * An override by an operator.
	 *
	 * @param mode {@link Mode#READY} or {@link Mode#NOT_READY}
	 * @param reason why, one line without secrets
	 * @param timeToLive how long it counts, from 1 second to 24 hours
	 * @param since when it was set, on the wall clock, for display
	 * @param sinceTick the same as a reading of the ticker, from which its time counts
	 */
	record Forced(Mode mode, String reason, Duration timeToLive, Instant since,
			long sinceTick) implements ReadinessOverride {

		public Forced {
			if (mode == Mode.AUTO) {
				throw new IllegalArgumentException(
						"'mode' must be READY or NOT_READY, but is AUTO: use ReadinessOverride.AUTO");
			}
			reason = OverrideTerms.reason(reason);
			timeToLive = OverrideTerms.timeToLive(timeToLive);
		}

		@Override
		public ReadinessOverride at(long now) {
			return (now - endTick() < 0) ? this : AUTO;
		}

		/**
		 * The reading of the ticker at which it ends.
		 */
		public long endTick() {
			return this.sinceTick + this.timeToLive.toNanos();
		}

		/**
		 * When it ends.
		 * @return the end on the wall clock, for display
		 */
		public Instant until() {
			return this.since.plus(this.timeToLive);
		}

		/**
		 * How much longer it counts.
		 * @param now reading of the ticker
		 * @return the time, zero if it has expired
		 */
		public Duration remaining(long now) {
			return Duration.ofNanos(Math.max(0, this.timeToLive.toNanos() - (now - this.sinceTick)));
		}

	}

}
