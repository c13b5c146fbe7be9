package dev.probity.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.Ticker;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows a check's snapshot as Actuator's component. Never runs the check.
 */
final class SnapshotHealthIndicator implements HealthIndicator {

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

	private Map<String, Object> details(CheckSnapshot snapshot, long now) {
		Map<String, Object> details = new LinkedHashMap<>();
		boolean stale = snapshot.state() == CheckState.PASSING && snapshot.isStale(now);
		details.put("state", stale ? "STALE" : snapshot.state().name());
		details.put("criticality", criticality(snapshot).name());
		details.put("since", snapshot.since());
		CheckSnapshot.LastRun lastRun = snapshot.lastRun();
		if (lastRun != null) {
			details.put("lastChecked", lastRun.at());
			details.put("age", DurationStyle.SIMPLE.print(snapshot.age(now)));
			details.put("duration", DurationStyle.SIMPLE.print(lastRun.duration()));
			details.put("failures", snapshot.failures());
			CheckResult result = lastRun.result();
			if (result.reason() != null) {
				details.put((result instanceof CheckResult.Inconclusive) ? "inconclusive"
						: (result instanceof CheckResult.Degraded) ? "degraded" : "error", result.reason());
			}
			details.putAll(result.details());
		}
		return details;
	}

	private Criticality criticality(CheckSnapshot snapshot) {
		for (Probe probe : this.probes.all()) {
			Criticality criticality = probe.criticalityOf(snapshot);
			if (criticality != null) {
				return criticality;
			}
		}
		return Criticality.OBSERVED;
	}

}
