package dev.probity.budget;

import java.time.Duration;

import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

/**
 * The settings that repeat what the pod's manifest says about its termination.
 *
 * @param gracePeriod the time from the decision to end the pod to SIGKILL, if known
 * @param preStop the time that the preStop hook takes of it
 */
record PodTermination(@Nullable Duration gracePeriod, Duration preStop) {

	static final String GRACE_PERIOD = "probity.kubernetes.termination-grace-period";

	static final String PRE_STOP = "probity.kubernetes.pre-stop";

	/**
	 * What the properties say.
	 * @throws FailureAnalyzedException if no pod can end like that
	 */
	static PodTermination of(ProbityProperties.Kubernetes properties) {
		Duration gracePeriod = properties.terminationGracePeriod();
		if (gracePeriod != null && (gracePeriod.isNegative() || gracePeriod.isZero())) {
			throw new FailureAnalyzedException(
					"The termination grace period of the pod is %s, but it has to be longer than 0s."
						.formatted(ShutdownBudget.inSeconds(gracePeriod)),
					"Set the property '%s' to terminationGracePeriodSeconds of the pod, or remove it."
						.formatted(GRACE_PERIOD));
		}
		if (properties.preStop().isNegative()) {
			throw new FailureAnalyzedException(
					"The preStop hook takes %s, but it cannot take less than 0s."
						.formatted(ShutdownBudget.inSeconds(properties.preStop())),
					"Set the property '%s' to the time that the pod's preStop hook sleeps, or remove it."
						.formatted(PRE_STOP));
		}
		return new PodTermination(gracePeriod, properties.preStop());
	}

}
