package dev.probity.probe;

/**
 * All that a verdict takes into account besides the checks. Immutable.
 *
 * @param phase where the instance is in its life
 * @param lameDuckReadiness what readiness is while it leaves
 * @param startup whether it has come up
 * @param override what an operator has said last, expired or not: see
 * {@link ReadinessOverride#at(long)}
 * @param applicationReadiness what the application has said about its readiness
 * @param applicationLiveness what the application has said about its liveness
 * @param suspension whether its application context is paused, or has been
 */
public record InstanceState(LifecyclePhase phase, LameDuckReadiness lameDuckReadiness, StartupState startup,
		ReadinessOverride override, ApplicationReadiness applicationReadiness, ApplicationLiveness applicationLiveness,
		Suspension suspension) {

	/**
	 * The state of an instance whose application context has not been paused.
	 * @param phase where the instance is in its life
	 * @param lameDuckReadiness what readiness is while it leaves
	 * @param startup whether it has come up
	 * @param override what an operator has said last, expired or not
	 * @param applicationReadiness what the application has said about its readiness
	 * @param applicationLiveness what the application has said about its liveness
	 */
	public InstanceState(LifecyclePhase phase, LameDuckReadiness lameDuckReadiness, StartupState startup,
			ReadinessOverride override, ApplicationReadiness applicationReadiness,
			ApplicationLiveness applicationLiveness) {
		this(phase, lameDuckReadiness, startup, override, applicationReadiness, applicationLiveness, Suspension.NONE);
	}

	static InstanceState initial() {
		return new InstanceState(LifecyclePhase.STARTING, LameDuckReadiness.WITHDRAWN, StartupState.PENDING,
				ReadinessOverride.AUTO, ApplicationReadiness.ACCEPTING_TRAFFIC, ApplicationLiveness.CORRECT);
	}

	/**
	 * Whether the instance leaves and is not kept ready meanwhile.
	 */
	boolean isWithdrawn() {
		return this.phase == LifecyclePhase.STOPPED
				|| this.phase == LifecyclePhase.LAME_DUCK && this.lameDuckReadiness == LameDuckReadiness.WITHDRAWN;
	}

	InstanceState with(LifecyclePhase phase) {
		return new InstanceState(phase, this.lameDuckReadiness, this.startup, this.override, this.applicationReadiness,
				this.applicationLiveness, this.suspension);
	}

	InstanceState with(LameDuckReadiness readiness) {
		return new InstanceState(this.phase, readiness, this.startup, this.override, this.applicationReadiness,
				this.applicationLiveness, this.suspension);
	}

	InstanceState with(StartupState startup) {
		return new InstanceState(this.phase, this.lameDuckReadiness, startup, this.override, this.applicationReadiness,
				this.applicationLiveness, this.suspension);
	}

	InstanceState with(ReadinessOverride override) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, override, this.applicationReadiness,
				this.applicationLiveness, this.suspension);
	}

	InstanceState with(ApplicationReadiness readiness) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override, readiness,
				this.applicationLiveness, this.suspension);
	}

	InstanceState with(ApplicationLiveness liveness) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override,
				this.applicationReadiness, liveness, this.suspension);
	}

	InstanceState with(Suspension suspension) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override,
				this.applicationReadiness, this.applicationLiveness, suspension);
	}

}
