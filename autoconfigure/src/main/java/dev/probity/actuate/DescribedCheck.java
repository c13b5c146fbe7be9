package dev.probity.actuate;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.PolicyDescriptor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.Diagnosis;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * A check's snapshot as the endpoint shows it.
 */
final class DescribedCheck {

	private DescribedCheck() {
	}

	static CheckDescriptor of(CheckSnapshot check, @Nullable Diagnosis diagnosis, long now, Collection<Probe> probes,
			Details details) {
		CheckSnapshot.LastRun run = check.lastRun();
		Instant lastChecked = (run != null) ? run.at() : null;
		String age = (run != null) ? Durations.exact(check.age(now)) : null;
		String duration = (run != null) ? Durations.exact(run.duration()) : null;
		CheckResult result = check.lastResult();
		String reason = (result != null) ? details.of(result.reason()) : null;
		boolean inconclusive = result instanceof CheckResult.Inconclusive;
		return new CheckDescriptor(check.shown(now).name(), check.kind(),
				criticalities(probes, (probe) -> probe.criticalityOf(check)), shadow(check, probes), check.since(),
				lastChecked, age, duration, check.failures(), check.successes(),
				inconclusive ? part(check, details) : reason, inconclusive ? reason : null,
				details(check.reported(), details), (diagnosis != null) ? diagnosis.finding() : null,
				(diagnosis != null) ? details.of(diagnosis.sentence()) : null, policy(check.policy()),
				Durations.exact(check.policy().worstCaseDetection()));
	}

	/**
	 * What has been found not to work before nobody could be asked.
	 */
	private static @Nullable String part(CheckSnapshot check, Details details) {
		CheckResult.Degraded part = check.degradedBy();
		return (part != null) ? details.of(part.reason()) : null;
	}

	private static @Nullable Map<String, Criticality> shadow(CheckSnapshot check, Collection<Probe> probes) {
		Map<String, Criticality> shadow = criticalities(probes, (probe) -> probe.shadowOf(check));
		return shadow.isEmpty() ? null : shadow;
	}

	private static Map<String, Criticality> criticalities(Collection<Probe> probes,
			Function<Probe, @Nullable Criticality> said) {
		Map<String, Criticality> criticalities = new LinkedHashMap<>();
		probes.forEach((probe) -> {
			Criticality criticality = said.apply(probe);
			if (criticality != null) {
				criticalities.put(probe.name(), criticality);
			}
		});
		return Collections.unmodifiableMap(criticalities);
	}

	private static @Nullable Map<String, Object> details(Map<String, Object> reported, Details details) {
		return reported.isEmpty() ? null : details.of(reported);
	}

	private static PolicyDescriptor policy(CheckPolicy policy) {
		return new PolicyDescriptor(Durations.exact(policy.interval()), Durations.exact(policy.retryInterval()),
				Durations.exact(policy.timeout()), policy.failureThreshold(), policy.successThreshold(),
				policy.jitter(), Durations.exact(policy.maxAge()));
	}

}
