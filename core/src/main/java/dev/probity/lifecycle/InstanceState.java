package dev.probity.lifecycle;

/**
 * All that a verdict takes into account besides the checks. Immutable.
 *
 * @param phase the phase of the instance
 * @param lameDuckReadiness the readiness during the lame duck
 * @param startup whether the start is completed
 * @param override the last override by an operator, expired or not: see
 * {@link ReadinessOverride#at(long)}
 * @param applicationReadiness the readiness that the application has published
 * @param applicationLiveness what the application has said about its liveness
 * @param suspension whether its application context is paused, or has been
 * @param restraint what keeps liveness from asking for a restart
 */
public record InstanceState(LifecyclePhase phase, LameDuckReadiness lameDuckReadiness, StartupState startup,
		ReadinessOverride override, ApplicationReadiness applicationReadiness, ApplicationLiveness applicationLiveness,
		Suspension suspension, RestartRestraint restraint) {

	/**
	 * The state of an instance whose application context has not been paused.
	 * @param phase the phase of the instance
	 * @param lameDuckReadiness the readiness during the lame duck
	 * @param startup whether the start is completed
	 * @param override the last override by an operator, expired or not
	 * @param applicationReadiness the readiness that the application has published
	 * @param applicationLiveness what the application has said about its liveness
	 */
	public InstanceState(LifecyclePhase phase, LameDuckReadiness lameDuckReadiness, StartupState startup,
			ReadinessOverride override, ApplicationReadiness applicationReadiness,
			ApplicationLiveness applicationLiveness) {
		this(phase, lameDuckReadiness, startup, override, applicationReadiness, applicationLiveness, Suspension.NONE,
				RestartRestraint.NONE);
	}

	public static InstanceState initial() {
		return new InstanceState(LifecyclePhase.STARTING, LameDuckReadiness.WITHDRAWN, StartupState.PENDING,
				ReadinessOverride.AUTO, ApplicationReadiness.ACCEPTING_TRAFFIC, ApplicationLiveness.CORRECT);
	}

	/**
	 * Whether the instance leaves and is not kept ready meanwhile.
	 */
	public boolean isWithdrawn() {
		return this.phase == LifecyclePhase.STOPPED
				|| this.phase == LifecyclePhase.LAME_DUCK && this.lameDuckReadiness == LameDuckReadiness.WITHDRAWN;
	}

	public InstanceState with(LifecyclePhase phase) {
		return new InstanceState(phase, this.lameDuckReadiness, this.startup, this.override, this.applicationReadiness,
				this.applicationLiveness, this.suspension, this.restraint);
	}

	public InstanceState with(LameDuckReadiness readiness) {
		return new InstanceState(this.phase, readiness, this.startup, this.override, this.applicationReadiness,
				this.applicationLiveness, this.suspension, this.restraint);
	}

	public InstanceState with(StartupState startup) {
		return new InstanceState(this.phase, this.lameDuckReadiness, startup, this.override, this.applicationReadiness,
				this.applicationLiveness, this.suspension, this.restraint);
	}

	public InstanceState with(ReadinessOverride override) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, override, this.applicationReadiness,
				this.applicationLiveness, this.suspension, this.restraint);
	}

	public InstanceState with(ApplicationReadiness readiness) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override, readiness,
				this.applicationLiveness, this.suspension, this.restraint);
	}

	public InstanceState with(ApplicationLiveness liveness) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override,
				this.applicationReadiness, liveness, this.suspension, this.restraint);
	}

	public InstanceState with(Suspension suspension) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override,
				this.applicationReadiness, this.applicationLiveness, suspension, this.restraint);
	}

	InstanceState with(RestartRestraint restraint) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override,
				this.applicationReadiness, this.applicationLiveness, this.suspension, restraint);
	}

}
