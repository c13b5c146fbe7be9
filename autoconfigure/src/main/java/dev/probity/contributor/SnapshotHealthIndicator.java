package dev.probity.contributor;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.Diagnosis;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probes;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows a check's snapshot as Actuator's component. Never runs the check.
 */
final class SnapshotHealthIndicator implements HealthIndicator {

	/**
	 * The detail under which everything is that a check does not say itself.
	 */
	static final String KEY = "probity";

	private final String check;

	private final CheckMonitor monitor;

	private final Probes probes;

	private final Ticker ticker;

	SnapshotHealthIndicator(String check, CheckMonitor monitor, Probes probes, Ticker ticker) {
		this.check = check;
		this.monitor = monitor;
		this.probes = probes;
		this.ticker = ticker;
	}

	@Override
	public @Nullable Health health() {
		return health(true);
	}

	/**
	 * Makes no details that nobody may see: most callers get the status alone.
	 */
	@Override
	public @Nullable Health health(boolean includeDetails) {
		CheckSnapshot snapshot = this.monitor.snapshot(this.check);
		if (snapshot == null) {
			return null;
		}
		long now = this.ticker.read();
		Health.Builder health = Health.status(CheckStatus.of(snapshot, now));
		return (includeDetails ? health.withDetails(details(snapshot, now)) : health).build();
	}

	/**
	 * The same, without what the check does not say itself.
	 */
	HealthIndicator inOwnWords() {
		return new InOwnWords(this.check, this.monitor, this.ticker);
	}

	/**
	 * The details of the check as it reports them, and Probity's under a separate key.
	 */
	private Map<String, Object> details(CheckSnapshot snapshot, long now) {
		Map<String, Object> details = snapshot.reported();
		String key = KEY;
		while (details.containsKey(key)) {
			// the check has a detail of that name itself
			key = "dev." + key;
		}
		details.put(key, knowledge(snapshot, now));
		return details;
	}

	private Map<String, Object> knowledge(CheckSnapshot snapshot, long now) {
		Map<String, Object> known = new LinkedHashMap<>();
		known.put("state", snapshot.shown(now).name());
		known.put("criticality", this.probes.criticalityOf(snapshot).name());
		known.put("since", snapshot.since());
		CheckSnapshot.LastRun lastRun = snapshot.lastRun();
		if (lastRun != null) {
			known.put("lastChecked", lastRun.at());
			known.put("age", Durations.exact(snapshot.age(now)));
			known.put("duration", Durations.exact(lastRun.duration()));
			known.put("failures", snapshot.failures());
			CheckResult result = lastRun.result();
			CheckResult.Degraded part = snapshot.degradedBy();
			if (part != null) {
				known.put("degraded", part.reason());
			}
			if (result.reason() != null && result != part) {
				known.put((result instanceof CheckResult.Inconclusive) ? "inconclusive"
						: (result instanceof CheckResult.Degraded) ? "degraded" : "error", result.reason());
			}
			Diagnosis diagnosis = this.monitor.diagnosis(this.check);
			if (diagnosis != null) {
				known.put("finding", diagnosis.finding().name());
				known.put("diagnosis", diagnosis.sentence());
			}
			String unheardOf = CheckStatus.unheardOf(result);
			if (unheardOf != null) {
				known.put("observed",
						"the indicator reports %s, which fails only if 'probity.checks.%s.failing-statuses' has it"
							.formatted(unheardOf, this.check));
			}
		}
		return known;
	}

	/**
	 * What the check says, and why it has failed if it does not say so itself.
	 */
	record InOwnWords(String check, CheckMonitor monitor, Ticker ticker) implements HealthIndicator {

		@Override
		public @Nullable Health health() {
			CheckSnapshot snapshot = this.monitor.snapshot(this.check);
			if (snapshot == null) {
				return null;
			}
			Health.Builder health = Health.status(CheckStatus.of(snapshot, this.ticker.read()));
			CheckResult part = snapshot.degradedBy();
			CheckResult result = (part != null) ? part : snapshot.lastResult();
			if (result != null && result.reason() != null && result.ownStatus() == null) {
				health.withDetail("error", result.reason());
			}
			return health.withDetails(snapshot.reported()).build();
		}

	}

}
