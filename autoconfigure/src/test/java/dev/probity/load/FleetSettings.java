package dev.probity.load;

import java.time.Duration;

import dev.probity.probe.Criticality;

/**
 * How the instances of a fleet are configured.
 *
 * @param cache criticality of the shared cache
 * @param saturation criticality of <code>requests</code>
 * @param errorRate criticality of <code>errorRate</code>
 * @param sustainedFor <code>probity.load.sustained-for</code>
 * @param stagger <code>probity.load.stagger</code>
 * @param failOpenAfter <code>probity.load.fail-open-after</code>
 * @param errorsFailOpenAfter <code>probity.error-rate.fail-open-after</code>
 * @param pace when checks and balancers ask
 */
record FleetSettings(Criticality cache, Criticality saturation, Criticality errorRate, Duration sustainedFor,
		Duration stagger, Duration failOpenAfter, Duration errorsFailOpenAfter, Pace pace) {

	static final Duration NEVER = Duration.ofDays(1);

	static FleetSettings defaults() {
		return new FleetSettings(Criticality.OPTIONAL, Criticality.OPTIONAL, Criticality.OPTIONAL,
				Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(20), Duration.ofMinutes(5),
				Pace.SPREAD);
	}

	FleetSettings cacheIs(Criticality criticality) {
		return new FleetSettings(criticality, this.saturation, this.errorRate, this.sustainedFor, this.stagger,
				this.failOpenAfter, this.errorsFailOpenAfter, this.pace);
	}

	FleetSettings saturationIs(Criticality criticality) {
		return new FleetSettings(this.cache, criticality, this.errorRate, this.sustainedFor, this.stagger,
				this.failOpenAfter, this.errorsFailOpenAfter, this.pace);
	}

	FleetSettings errorRateIs(Criticality criticality) {
		return new FleetSettings(this.cache, this.saturation, criticality, this.sustainedFor, this.stagger,
				this.failOpenAfter, this.errorsFailOpenAfter, this.pace);
	}

	FleetSettings guards(Duration sustainedFor, Duration stagger, Duration failOpenAfter) {
		return new FleetSettings(this.cache, this.saturation, this.errorRate, sustainedFor, stagger, failOpenAfter,
				this.errorsFailOpenAfter, this.pace);
	}

	FleetSettings errorsFailOpenAfter(Duration time) {
		return new FleetSettings(this.cache, this.saturation, this.errorRate, this.sustainedFor, this.stagger,
				this.failOpenAfter, time, this.pace);
	}

	FleetSettings pace(Pace pace) {
		return new FleetSettings(this.cache, this.saturation, this.errorRate, this.sustainedFor, this.stagger,
				this.failOpenAfter, this.errorsFailOpenAfter, pace);
	}

	/**
	 * When things happen in a fleet.
	 */
	enum Pace {

		/** With jitter, each instance at a time of its own. */
		SPREAD,

		/** The same, and the database is asked seldom: they return one by one. */
		STAGGERED,

		/** At the same moment everywhere. */
		IN_STEP

	}

}
