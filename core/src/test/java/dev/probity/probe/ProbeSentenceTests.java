package dev.probity.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.ProbeReport.Ending;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeReport.Streak;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a probe says of itself in one sentence.
 */
class ProbeSentenceTests {

	private static final Duration LASTED = Duration.ofSeconds(34);

	private static final Streak TIMED_OUT = new Streak(12, Ending.TIMEOUT, 2, Duration.ofSeconds(41),
			Duration.ofMillis(600));

	private static final Streak REFUSED = new Streak(3, Ending.RESULT, 2, null, Duration.ofMillis(4_300));

	private static final Probe READINESS = new Probe("readiness", ProbeType.READINESS,
			(check) -> Map.of("db", Criticality.REQUIRED).get(check.name()));

	private static Member member(String name, Criticality criticality, Cause condition, String reason, Streak streak) {
		return new Member(name, criticality, condition, Effect.FAILS, reason, LASTED, Duration.ofSeconds(90), streak);
	}

	private static String sentence(Visibility visibility, ProbeStatus status, List<VerdictReason> reasons,
			Member... members) {
		return ProbeSentence.of(ProbeType.READINESS, new ProbeReport(new ProbeVerdict("readiness", status, reasons),
				List.of(members), List.of(new OutstandingCondition("warm-cache", "12/50 (3s)")), LASTED), visibility);
	}

	/**
	 * The sentence where each member is a reason.
	 */
	private static String sentence(Visibility visibility, ProbeStatus status, Member... members) {
		return sentence(visibility, status,
				List.of(members)
					.stream()
					.map((member) -> new VerdictReason(member.condition(), member.name(), member.criticality()))
					.toList(),
				members);
	}

	private static Member db(Cause cause, Streak streak) {
		return member("db", Criticality.REQUIRED, cause, "Connection refused", streak);
	}

	private static Member redis() {
		return member("redis", Criticality.OPTIONAL, Cause.FAILING, "PING failed", REFUSED);
	}

	@Test
	void aHangSaysHowOftenWhenItLastWorkedWhenItIsAskedAgainAndWhatItTakes() {
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.DOWN, db(Cause.FAILING, TIMED_OUT)))
			.isEqualTo("Not ready for 34s: db (required) timed out 12 times, last worked 41s ago; "
					+ "looks again in 600ms; ready after 2 successes.");
	}

	@Test
	void anErrorIsToldWithTheCheckAndTheOthersInBrief() {
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.DOWN, db(Cause.FAILING, REFUSED), redis()))
			.isEqualTo("Not ready for 34s: db (required) failed 3 times (Connection refused), has never worked; "
					+ "looks again in 4.3s; ready after 2 successes; also redis (optional) failed 3 times.");
	}

	@Test
	void whereOthersStandInTheWayOneCheckDoesNotMakeTheInstanceReady() {
		Member mongo = member("mongo", Criticality.REQUIRED, Cause.FAILING, null, TIMED_OUT);
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.DOWN, db(Cause.FAILING, TIMED_OUT), mongo))
			.contains("; passes after 2 successes; also mongo (required) timed out 12 times.");
	}

	@Test
	void aDegradedInstanceIsReady() {
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.DEGRADED, redis()))
			.isEqualTo("Ready, degraded for 34s: redis (optional) failed 3 times (PING failed), has never worked; "
					+ "looks again in 4.3s; passes after 2 successes.");
	}

	@Test
	void whatIsNotKnownIsNotCalledBroken() {
		Streak none = new Streak(0, Ending.RESULT, 2, null, Duration.ZERO);
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.OUT_OF_SERVICE,
				member("db", Criticality.REQUIRED, Cause.UNKNOWN, null, none)))
			.isEqualTo("Not ready for 34s: db (required) has no result yet; is looking again now.");
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.DOWN, db(Cause.STALE, none)))
			.startsWith("Not ready for 34s: db (required) has had no result for 1m30s (Connection refused); ");
	}

	@Test
	void aStartSaysWhatItWaitsForAndHowFarThatHasCome() {
		List<VerdictReason> reasons = List.of(new VerdictReason(Cause.STARTING, "warm-cache", null),
				new VerdictReason(Cause.STARTING, "leader password=hunter2", null));
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.OUT_OF_SERVICE, reasons))
			.isEqualTo("Starting for 34s: waits for warm-cache 12/50 (3s), leader password=***.");
		assertThat(sentence(Visibility.COMPONENTS, ProbeStatus.OUT_OF_SERVICE, reasons))
			.isEqualTo("Starting for 34s: waits for 2 conditions.");
	}

	@Test
	void whoMayNotSeeDetailsIsToldNoTextOfACheckAndWhoMayNotSeeComponentsTheStatusOnly() {
		assertThat(sentence(Visibility.COMPONENTS, ProbeStatus.DOWN, db(Cause.FAILING, REFUSED)))
			.isEqualTo("Not ready for 34s: db (required) failed 3 times, has never worked; looks again in 4.3s; "
					+ "ready after 2 successes.");
		assertThat(sentence(Visibility.STATUS, ProbeStatus.DOWN, db(Cause.FAILING, REFUSED))).isEqualTo("Not ready.");
	}

	@ParameterizedTest
	@EnumSource(Cause.class)
	void everyReasonIsASentenceOnOneLine(Cause cause) {
		for (Visibility visibility : Visibility.values()) {
			assertThat(sentence(visibility, ProbeStatus.DOWN, List.of(new VerdictReason(cause, "db", null))))
				.endsWith(".")
				.doesNotContain("\n", "null");
		}
		assertThat(sentence(Visibility.DETAILS, ProbeStatus.DOWN, db(cause, TIMED_OUT))).contains("db").endsWith(".");
	}

	@Test
	void theProbesOfAnInstanceTellItOfTheirChecks() {
		ManualMonitor checks = new ManualMonitor();
		Instance instance = new Instance();
		Probes probes = new Probes(List.of(READINESS), checks.monitor(), Guards.patient(), instance, List.of(),
				checks.time());
		VerdictMonitor verdicts = new VerdictMonitor(probes, List.of(), checks.time(), checks.time(), List.of());
		checks.result("db", CheckResult.passed());
		verdicts.evaluate().run();
		checks.time().advance(Duration.ofSeconds(7));
		assertThat(probes.summary(READINESS, Visibility.DETAILS)).isEqualTo("Ready for 7s: 1 check passes.");
		checks.result("db", CheckResult.failed("refused"));
		checks.result("db", CheckResult.failed("refused"));
		verdicts.evaluate().run();
		checks.time().advance(Duration.ofSeconds(2));
		assertThat(probes.summary(READINESS, Visibility.DETAILS))
			.startsWith("Not ready for 2s: db (required) failed 2 times (refused), last worked 9s ago; ");
		new ReadinessControl(instance, checks.time(), checks.time()).ready("needed", Duration.ofMinutes(1));
		assertThat(probes.summary(READINESS, Visibility.DETAILS))
			.isEqualTo("Ready: overridden by an operator until 1970-01-01T00:01:09Z (needed).");
		assertThat(probes.hasSaidReady()).as("nobody has asked the probe").isFalse();
	}

	@Test
	void onlyRunsThatAllTimedOutAreSaidToHaveTimedOut() {
		assertThat(summaryAfter(CheckResult.passed(), refused(), refused(), timedOut()))
			.startsWith("Not ready: db (required) failed 3 times (timed out after 2s), last worked 0ms ago; ");
		assertThat(summaryAfter(CheckResult.passed(), timedOut(), timedOut()))
			.startsWith("Not ready: db (required) timed out 2 times, last worked 0ms ago; ");
	}

	@Test
	void aPoolThatMovedHasWorkedUntilThen() {
		CheckResult full = new CheckResult.Inconclusive("saturated 10/10", Duration.ofSeconds(20), Map.of());
		ManualMonitor checks = new ManualMonitor();
		Probes probes = probes(checks);
		checks.result("db", CheckResult.passed());
		checks.time().advance(Duration.ofHours(1));
		checks.result("db", full);
		checks.result("db", refused());
		checks.result("db", refused());
		assertThat(probes.summary(READINESS, Visibility.DETAILS)).contains("(refused), last worked 20s ago; ");
	}

	private static CheckResult refused() {
		return CheckResult.failed("refused");
	}

	private static CheckResult timedOut() {
		return new CheckResult.TimedOut(Duration.ofSeconds(2));
	}

	private static String summaryAfter(CheckResult... results) {
		ManualMonitor checks = new ManualMonitor();
		Probes probes = probes(checks);
		for (CheckResult result : results) {
			checks.result("db", result);
		}
		return probes.summary(READINESS, Visibility.DETAILS);
	}

	private static Probes probes(ManualMonitor checks) {
		return new Probes(List.of(READINESS), checks.monitor(), Guards.patient(), new Instance(), List.of(),
				checks.time());
	}

}
