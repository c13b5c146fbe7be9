package dev.probity.event;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One log line about a start that is over: which checks pass, and what each means. It
 * waits until every check is known to pass or to fail, but not for long. Not thread-safe.
 */
final class StartSummary {

	private static final Log logger = LogFactory.getLog(StartSummary.class);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final int MOST_NAMES = 8;

	private final Probes probes;

	private final CheckMonitor monitor;

	private final Ticker ticker;

	private @Nullable Long overAt;

	private Progress progress = Progress.WAITING;

	StartSummary(Probes probes, CheckMonitor monitor, Ticker ticker) {
		this.probes = probes;
		this.monitor = monitor;
		this.ticker = ticker;
	}

	/**
	 * Log the line, if it is time; to be called about once a second.
	 */
	void evaluate() {
		if (this.progress == Progress.LOGGED || !this.probes.hasCompletedStartup() || this.probes.isWithdrawn()) {
			return;
		}
		long now = this.ticker.read();
		if (this.overAt == null) {
			this.overAt = now;
		}
		Collection<CheckSnapshot> checks = this.monitor.snapshots().values();
		boolean known = checks.stream().noneMatch((check) -> check.state() == CheckState.UNKNOWN);
		if (known || now - this.overAt >= PATIENCE.toNanos()) {
			this.progress = Progress.LOGGED;
			logger.info(line(checks));
		}
	}

	private String line(Collection<CheckSnapshot> checks) {
		List<CheckSnapshot> passing = checks.stream().filter((check) -> check.state() == CheckState.PASSING).toList();
		List<String> times = passing.stream()
			.filter((check) -> check.kind() == CheckKind.DEPENDENCY)
			.map(StartSummary::withTime)
			.toList();
		List<String> others = checks.stream()
			.filter((check) -> check.state() != CheckState.PASSING)
			.map(CheckSnapshot::name)
			.toList();
		String count = (passing.size() < checks.size()) ? "%d of %d".formatted(passing.size(), checks.size())
				: String.valueOf(checks.size());
		return "Probity: %s %s%s%s%s%s%s".formatted(count, (checks.size() == 1) ? "check passes" : "checks pass",
				times.isEmpty() ? "" : " (" + names(times) + ")", part("not passing", others),
				part("required", members(checks, ProbeType.READINESS, Criticality.REQUIRED)),
				part("optional", members(checks, ProbeType.READINESS, Criticality.OPTIONAL)),
				part("liveness", members(checks, ProbeType.LIVENESS, Criticality.REQUIRED)));
	}

	private static String withTime(CheckSnapshot check) {
		CheckSnapshot.LastRun run = check.lastRun();
		return (run != null) ? check.name() + " " + Durations.brief(run.duration()) : check.name();
	}

	private List<String> members(Collection<CheckSnapshot> checks, ProbeType type, Criticality criticality) {
		Probe probe = this.probes.probe((type == ProbeType.LIVENESS) ? Probe.LIVENESS : Probe.READINESS);
		return checks.stream()
			.filter((check) -> probe != null && probe.criticalityOf(check) == criticality)
			.map(CheckSnapshot::name)
			.toList();
	}

	private static String part(String what, List<String> names) {
		return names.isEmpty() ? "" : "; %s: %s".formatted(what, names(names));
	}

	private static String names(List<String> names) {
		String more = (names.size() > MOST_NAMES) ? ", and %d more".formatted(names.size() - MOST_NAMES) : "";
		return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ", "", more));
	}

	private enum Progress {

		WAITING, LOGGED

	}

}
