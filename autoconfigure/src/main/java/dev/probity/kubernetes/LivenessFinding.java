package dev.probity.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.ShownState;
import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.RestartPause;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why liveness fails. A heap that is exhausted counts although liveness may not
 * mind: whoever kills the process for it leaves it no time to speak.
 *
 * @param probes evaluate liveness
 * @param monitor knows what the checks have said
 * @param instance knows which restarts did not help
 * @param ticker the time
 */
record LivenessFinding(Probes probes, CheckMonitor monitor, Instance instance, Ticker ticker) {

	private static final String MEMORY = "memory";

	/**
	 * What is found now. Reads what is known, like a probe.
	 * @return why the process would end, or {@code null} if it would not
	 */
	@Nullable Finding evaluate() {
		ProbeVerdict verdict = verdict();
		if (verdict != null && !verdict.status().passes()) {
			return of(verdict);
		}
		CheckSnapshot memory = this.monitor.snapshot(MEMORY);
		return (memory != null && memory.kind().isVital() && memory.shown(this.ticker.read()) == ShownState.FAILING)
				? Finding.of(MEMORY, words(memory)) : null;
	}

	/**
	 * Whether a restart is asked for: liveness fails, and nobody holds it.
	 */
	boolean asksForRestart() {
		ProbeVerdict verdict = verdict();
		return verdict != null && !verdict.passes();
	}

	private @Nullable ProbeVerdict verdict() {
		Probe liveness = this.probes.probe(Probe.LIVENESS);
		return (liveness != null) ? this.probes.evaluate(liveness) : null;
	}

	private Finding of(ProbeVerdict verdict) {
		List<VerdictReason> acting = verdict.reasons()
			.stream()
			.filter((reason) -> reason.cause() == Cause.BROKEN
					|| reason.cause() == Cause.FAILING && reason.criticality() == Criticality.REQUIRED)
			.toList();
		String words = acting.stream().map(this::words).collect(Collectors.joining("; "));
		// what never waits comes first
		String reason = Stream
			.concat(acting.stream().map(LivenessFinding::code).filter((code) -> EndReason.isFatal(code, words)),
					acting.stream().map(LivenessFinding::code))
			.findFirst()
			.orElse(EndReason.BROKEN);
		RestartPause pause = this.instance.state().restraint().pauses().get(reason);
		return new Finding(reason, (pause != null) ? pause.pause() : Duration.ZERO, "liveness: " + words);
	}

	private static String code(VerdictReason reason) {
		return (reason.subject() != null) ? reason.subject() : EndReason.BROKEN;
	}

	private String words(VerdictReason reason) {
		CheckSnapshot check = (reason.subject() != null) ? this.monitor.snapshot(reason.subject()) : null;
		return (check != null) ? words(check)
				: (reason.subject() != null) ? reason.subject() : "the application has published LivenessState.BROKEN";
	}

	private String words(CheckSnapshot check) {
		CheckResult result = check.lastResult();
		String why = (result != null) ? result.reason() : null;
		return "%s: %s, for %s".formatted(check.name(), (why != null) ? why : "failed",
				Durations.brief(Duration.ofNanos(Math.max(0, this.ticker.read() - check.sinceTick()))));
	}

}
