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
 * @since 0.1.0
 */
public record InstanceState(LifecyclePhase phase, LameDuckReadiness lameDuckReadiness, StartupState startup,
		ReadinessOverride override, ApplicationReadiness applicationReadiness,
		ApplicationLiveness applicationLiveness) {

	static InstanceState initial() {
		return new InstanceState(LifecyclePhase.STARTING, LameDuckReadiness.WITHDRAWN, StartupState.PENDING,
				ReadinessOverride.AUTO, ApplicationReadiness.ACCEPTING_TRAFFIC, ApplicationLiveness.CORRECT);
	}

	InstanceState with(LifecyclePhase phase) {
		return new InstanceState(phase, this.lameDuckReadiness, this.startup, this.override, this.applicationReadiness,
				this.applicationLiveness);
	}

	InstanceState with(LameDuckReadiness readiness) {
		return new InstanceState(this.phase, readiness, this.startup, this.override, this.applicationReadiness,
				this.applicationLiveness);
	}

	InstanceState with(StartupState startup) {
		return new InstanceState(this.phase, this.lameDuckReadiness, startup, this.override, this.applicationReadiness,
				this.applicationLiveness);
	}

	InstanceState with(ReadinessOverride override) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, override, this.applicationReadiness,
				this.applicationLiveness);
	}

	InstanceState with(ApplicationReadiness readiness) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override, readiness,
				this.applicationLiveness);
	}

	InstanceState with(ApplicationLiveness liveness) {
		return new InstanceState(this.phase, this.lameDuckReadiness, this.startup, this.override,
				this.applicationReadiness, liveness);
	}

}
