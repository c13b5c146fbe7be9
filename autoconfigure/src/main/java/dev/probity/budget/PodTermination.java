package dev.probity.budget;

import java.time.Duration;

import dev.probity.check.Range;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.KubernetesProperties;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.RequiredRange;
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
	static PodTermination of(KubernetesProperties properties) {
		Duration gracePeriod = properties.terminationGracePeriod();
		RequiredRange.require(GRACE_PERIOD, gracePeriod, Range.above(Duration.ZERO), "no pod is given less",
				"Set it to terminationGracePeriodSeconds of the pod, or remove it.");
		RequiredRange.require(PRE_STOP, properties.preStop(), Range.atLeast(Duration.ZERO), "no hook takes less",
				"Set it to the time that the pod's preStop hook sleeps, or remove it.");
		return new PodTermination(gracePeriod, properties.preStop());
	}

}
