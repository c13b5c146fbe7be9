package dev.probity.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Settings that repeat those of the pod's manifest.
 *
 * @param terminationGracePeriod "terminationGracePeriodSeconds" of the pod; a number
 * without a unit means seconds. If given, the start fails if a shutdown may take longer.
 * @param preStop Time that a "preStop" hook of the container takes; a number without a
 * unit means seconds.
 * @param terminationMessagePath "terminationMessagePath" of the container: the file that
 * takes the reason when the container ends. Written on Kubernetes only, and only if it is
 * there.
 * @param ledgerPath Directory that outlives the container, an emptyDir for example, in
 * which the ends of the container are recorded. None are recorded unless set.
 * @since 0.1.0
 */
public record KubernetesProperties(@Nullable @DurationUnit(ChronoUnit.SECONDS) Duration terminationGracePeriod,
		@DefaultValue("0s") @DurationUnit(ChronoUnit.SECONDS) Duration preStop,
		@DefaultValue("/dev/termination-log") String terminationMessagePath, @Nullable String ledgerPath) {

}
