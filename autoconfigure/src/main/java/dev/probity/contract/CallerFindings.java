package dev.probity.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import dev.probity.contract.Circumstances.Platform;
import dev.probity.contract.Circumstances.Served;
import dev.probity.text.Durations;
import dev.probity.traffic.CallerKind;
import dev.probity.traffic.Entrance;

/**
 * Judges how the probes are requested. Pure. Only platforms are judged: what calls itself
 * anything else may be many, and a person may do as he likes. But who comes regularly may
 * be a probe that runs a command, or has a name of its own.
 */
final class CallerFindings {

	/**
	 * Who has not asked until then will not.
	 */
	static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Duration OFTEN = Duration.ofMillis(900);

	private final List<ObservedCaller> platforms;

	private final List<ObservedCaller> others;

	private final Circumstances circumstances;

	private final List<Finding> findings = new ArrayList<>();

	private CallerFindings(List<ObservedCaller> callers, Circumstances circumstances) {
		this.platforms = callers.stream().filter(ObservedCaller::isPlatform).toList();
		this.others = callers.stream().filter(Predicate.not(ObservedCaller::isPlatform)).toList();
		this.circumstances = circumstances;
	}

	/**
	 * What is wrong.
	 * @param callers who has requested what
	 */
	static List<Finding> of(List<ObservedCaller> callers, Circumstances circumstances) {
		CallerFindings found = new CallerFindings(callers, circumstances);
		found.silence();
		found.healthRoot();
		found.onePath();
		found.mainPort();
		found.impatience();
		found.frequency();
		found.otherAnswers();
		return found.findings;
	}

	private void silence() {
		Duration started = this.circumstances.started();
		if (this.circumstances.platform() != Platform.KUBERNETES || started == null || started.compareTo(PATIENCE) < 0
				|| rootAsProbe().isPresent()) {
			return;
		}
		ProbeStanzas stanzas = this.circumstances.stanzas();
		if (!asked(PathRole.LIVENESS) && !regularly(PathRole.LIVENESS)) {
			add(FindingCode.NOBODY_ASKS_LIVENESS,
					"Nobody has requested liveness in the %s since the start, so Kubernetes does not restart this "
							+ "container as long as its process exists, whatever happens inside. %s: %s",
					Durations.brief(started), stanzas.instruction("add"), stanzas.liveness());
		}
		if (!asked(PathRole.READINESS) && !regularly(PathRole.READINESS)
				&& this.circumstances.traffic() == Served.REQUESTS) {
			add(FindingCode.NOBODY_ASKS_READINESS,
					"Nobody has requested readiness in the %s since the start, so Kubernetes sends requests to this "
							+ "pod whether it can serve them or not. %s: %s",
					Durations.brief(started), stanzas.instruction("add"), stanzas.readiness());
		}
	}

	private void healthRoot() {
		rootAsProbe().ifPresent((call) -> add(FindingCode.HEALTH_ROOT_AS_PROBE,
				"A kubelet requests '%s', which fails as long as anything fails that Actuator shows, a database "
						+ "included. As a liveness probe that restarts every pod at once. %s: %s, %s",
				call.path(), this.circumstances.stanzas().instruction("write instead"),
				this.circumstances.stanzas().liveness(), this.circumstances.stanzas().readiness()));
	}

	private void onePath() {
		if (asked(PathRole.LIVENESS) && asked(PathRole.READINESS)) {
			return;
		}
		first((call) -> call.caller() == CallerKind.KUBELET && isProbe(call.role()) && call.looksLikeTwo())
			.ifPresent((call) -> add(FindingCode.ONE_PATH_FOR_BOTH,
					"A kubelet requests '%s' as two probes do, and no other path of liveness or readiness. If both "
							+ "probes have the same path, whatever keeps requests away restarts the container as well. "
							+ "%s: %s, %s",
					call.path(), this.circumstances.stanzas().instruction("write"),
					this.circumstances.stanzas().liveness(), this.circumstances.stanzas().readiness()));
	}

	/**
	 * By a kubelet, that is: a balancer that requests it restarts nothing.
	 */
	private Optional<ObservedCaller> rootAsProbe() {
		return first((call) -> call.role() == PathRole.HEALTH_ROOT && call.caller() == CallerKind.KUBELET);
	}

	private static boolean isProbe(PathRole role) {
		return switch (role) {
			case LIVENESS, READINESS, HEALTH_ROOT -> true;
			case STARTUP, OTHER -> false;
		};
	}

	private void mainPort() {
		// a balancer that requests all of Actuator's health restarts nothing
		first((call) -> call.entrance() == Entrance.MAIN && (call.role() == PathRole.LIVENESS
				|| (call.role() == PathRole.HEALTH_ROOT && call.caller() == CallerKind.KUBELET)))
			.ifPresent((call) -> add(FindingCode.LIVENESS_ON_MAIN_PORT,
					"'%s' requests '%s' on the port of the application. While all request threads wait, for example "
							+ "for a database that hangs, nothing answers there, and a liveness probe restarts every "
							+ "instance at once (on a real Kubernetes: 2 of 2 pods in 8 of 8 runs, and in 0 of 6 on a "
							+ "port with dedicated threads). %s",
					call.caller().tagValue(), call.path(), this.circumstances.stanzas().advice()));
	}

	private void impatience() {
		Duration pause = this.circumstances.longestPause();
		first((call) -> {
			Duration period = call.period();
			return call.caller() == CallerKind.KUBELET && call.role() == PathRole.LIVENESS && period != null
					&& period.multipliedBy(ProbeTimes.LIVENESS_FAILURES).compareTo(pause) < 0;
		}).ifPresent((call) -> add(FindingCode.LIVENESS_TOO_IMPATIENT,
				"A kubelet requests '%s' every %s, so with failureThreshold %d a process that does not answer is "
						+ "restarted within %s; this one has already stood still for %s, for garbage collection or "
						+ "without a CPU. %s: %s",
				call.path(), Durations.brief(period(call)), ProbeTimes.LIVENESS_FAILURES,
				Durations.brief(period(call).multipliedBy(ProbeTimes.LIVENESS_FAILURES)), Durations.elapsed(pause),
				this.circumstances.stanzas().instruction("give it more time"),
				this.circumstances.stanzas().liveness()));
	}

	private void frequency() {
		first((call) -> call.gaps().size() >= 30 && period(call).compareTo(OFTEN) < 0)
			.ifPresent((call) -> add(FindingCode.ASKED_TOO_OFTEN,
					"'%s' requests '%s' every %s. No check runs so often, so most of these requests get an answer "
							+ "that cannot have changed. A period of 5s to 10s finds out as much.",
					call.caller().tagValue(), call.path(), Durations.brief(period(call))));
	}

	private void otherAnswers() {
		first((call) -> call.status() / 100 == 3 || call.status() == 401 || call.status() == 403)
			.ifPresent((call) -> add(FindingCode.ANSWERED_BY_ANOTHER,
					"'%s' requests '%s' and is answered %d by something before the probe, such as Spring Security. A "
							+ "kubelet takes a redirect for healthy and a refusal for a failure. Permit the path to "
							+ "everybody, or use the probe port. %s",
					call.caller().tagValue(), call.path(), call.status(), this.circumstances.stanzas().advice()));
	}

	private static Duration period(ObservedCaller call) {
		Duration period = call.period();
		return (period != null) ? period : Duration.ZERO;
	}

	private boolean asked(PathRole role) {
		return first((call) -> call.role() == role).isPresent();
	}

	private boolean regularly(PathRole role) {
		return this.others.stream().anyMatch((call) -> call.role() == role && call.isRegular());
	}

	private Optional<ObservedCaller> first(Predicate<ObservedCaller> wanted) {
		return this.platforms.stream().filter(wanted).findFirst();
	}

	private void add(FindingCode code, String text, Object... arguments) {
		this.findings.add(new Finding(code, String.format(Locale.ROOT, text, arguments)));
	}

}
