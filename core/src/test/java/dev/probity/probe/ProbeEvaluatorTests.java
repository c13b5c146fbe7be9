package dev.probity.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.ApplicationReadiness;
import dev.probity.lifecycle.InstanceState;
import dev.probity.lifecycle.LameDuckReadiness;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.Overrides;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.lifecycle.StartupState;
import dev.probity.lifecycle.Suspension;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProbeEvaluatorTests {

	private static final InstanceState SERVING = InstanceState.initial()
		.with(LifecyclePhase.SERVING)
		.with(StartupState.COMPLETE);

	private static final Map<String, Criticality> MEMBERS = Map.of("db", Criticality.REQUIRED, "redis",
			Criticality.OPTIONAL, "mail", Criticality.OBSERVED);

	private static ProbeVerdict readiness(InstanceState instance, long now, CheckSnapshot... checks) {
		Probe probe = new Probe("readiness", ProbeType.READINESS, (check) -> MEMBERS.get(check.name()));
		return ProbeEvaluator.evaluate(probe, List.of(checks), Guards.patient(), WithdrawalRule.ALWAYS, instance,
				List.of("runners", "first result of db"), new EvaluationTime(now));
	}

	private static ProbeVerdict liveness(InstanceState instance, long now, CheckSnapshot... checks) {
		Probe probe = new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);
		return ProbeEvaluator.evaluate(probe, List.of(checks), Guards.patient(), WithdrawalRule.ALWAYS, instance,
				List.of(), new EvaluationTime(now));
	}

	private static ProbeVerdict startup(InstanceState instance) {
		Probe probe = new Probe("startup", ProbeType.STARTUP, (check) -> Criticality.REQUIRED);
		return ProbeEvaluator.evaluate(probe, List.of(Snapshots.dependency("db", CheckState.FAILING)), Guards.patient(),
				WithdrawalRule.ALWAYS, instance, List.of("runners"), new EvaluationTime(0));
	}

	@Nested
	@DisplayName("Rule 3: no stale OK")
	class NoStaleOk {

		@Test
		void aStaleRequiredCheckIsDown() {
			ProbeVerdict verdict = readiness(SERVING, Snapshots.STALE, Snapshots.dependency("db", CheckState.PASSING));
			assertThat(verdict).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.DOWN,
					List.of(new VerdictReason(Cause.STALE, "db", Criticality.REQUIRED))));
		}

		@Test
		void aStaleOptionalCheckIsDegraded() {
			ProbeVerdict verdict = readiness(SERVING, Snapshots.STALE,
					Snapshots.dependency("redis", CheckState.PASSING));
			assertThat(verdict.status()).isEqualTo(ProbeStatus.DEGRADED);
		}

		@Test
		void aFailureStaysAFailureHoweverOld() {
			ProbeVerdict verdict = readiness(SERVING, Snapshots.STALE, Snapshots.dependency("db", CheckState.FAILING));
			assertThat(verdict.reasons()).extracting(VerdictReason::cause).containsExactly(Cause.FAILING);
		}

	}

	@Nested
	@DisplayName("Rule 4: unknown is not ready")
	class UnknownIsNotReady {

		@Test
		void anUnknownRequiredCheckIsNotReadyButNotDown() {
			ProbeVerdict verdict = readiness(SERVING, Snapshots.FRESH, Snapshots.dependency("db", CheckState.UNKNOWN));
			assertThat(verdict).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.OUT_OF_SERVICE,
					List.of(new VerdictReason(Cause.UNKNOWN, "db", Criticality.REQUIRED))));
		}

		@Test
		void whatIsBrokenIsDownWhateverElseIsUnknown() {
			Probe probe = new Probe("readiness", ProbeType.READINESS, (check) -> Criticality.REQUIRED);
			ProbeVerdict verdict = ProbeEvaluator.evaluate(probe,
					List.of(Snapshots.dependency("a", CheckState.UNKNOWN),
							Snapshots.dependency("b", CheckState.FAILING)),
					Guards.patient(), WithdrawalRule.ALWAYS, SERVING, List.of(), new EvaluationTime(0));
			assertThat(verdict.status()).isEqualTo(ProbeStatus.DOWN);
			assertThat(verdict.reasons()).extracting(VerdictReason::subject).containsExactly("b", "a");
		}

	}

	@Nested
	@DisplayName("A pause of the application context is no failure")
	class PauseIsNoFailure {

		private static final long AWAITED_UNTIL = Snapshots.STALE
				+ CheckPolicy.defaults().worstCaseDetection().toNanos();

		@Test
		void aCheckThatNeedsYearsToFailIsEvaluatedLikeAnyOther() {
			Duration second = Duration.ofSeconds(1);
			CheckPolicy slow = CheckPolicy.of(second, second, Duration.ofDays(90), 10_000, 1, 0, null);
			CheckSnapshot check = CheckSnapshot
				.unknown(new CheckRegistration("db", (DependencyCheck) CheckResult::passed, slow), 0, Instant.EPOCH);
			assertThat(readiness(new Suspension.Over(0), 1, check).reasons()).extracting(VerdictReason::cause)
				.containsExactly(Cause.RESUMING);
		}

		private final CheckSnapshot unknown = Snapshots.dependency("db", CheckState.UNKNOWN);

		private final CheckSnapshot passing = Snapshots.dependency("db", CheckState.PASSING);

		private ProbeVerdict readiness(Suspension suspension, long now, CheckSnapshot check) {
			Probe probe = new Probe("readiness", ProbeType.READINESS, (each) -> Criticality.REQUIRED);
			return ProbeEvaluator.evaluate(probe, List.of(check), Guards.patient(), WithdrawalRule.ALWAYS,
					SERVING.with(suspension), List.of(), new EvaluationTime(now, suspension));
		}

		private void isAwaited(ProbeVerdict verdict) {
			assertThat(verdict).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.OUT_OF_SERVICE,
					List.of(new VerdictReason(Cause.RESUMING, "db", Criticality.REQUIRED))));
		}

		@Test
		void whatIsYoungEnoughHolds() {
			assertThat(readiness(Suspension.ONGOING, Snapshots.FRESH, this.passing).status()).isEqualTo(ProbeStatus.UP);
			assertThat(readiness(new Suspension.Over(0), Snapshots.FRESH, this.passing).status())
				.isEqualTo(ProbeStatus.UP);
		}

		@Test
		void whatHasGrownTooOldIsAwaited() {
			isAwaited(readiness(Suspension.ONGOING, Snapshots.STALE, this.passing));
			isAwaited(readiness(new Suspension.Over(Snapshots.STALE), Snapshots.STALE, this.passing));
			isAwaited(readiness(new Suspension.Over(Snapshots.STALE), AWAITED_UNTIL - 1, this.unknown));
		}

		@Test
		void notForLongerThanItMayTakeToSeeThatItFails() {
			Suspension over = new Suspension.Over(Snapshots.STALE);
			assertThat(readiness(over, AWAITED_UNTIL, this.passing).reasons()).extracting(VerdictReason::cause)
				.containsExactly(Cause.STALE);
			assertThat(readiness(over, AWAITED_UNTIL, this.unknown).reasons()).extracting(VerdictReason::cause)
				.containsExactly(Cause.UNKNOWN);
		}

		@Test
		void whatFailsFails() {
			assertThat(
					readiness(new Suspension.Over(0), Snapshots.FRESH, Snapshots.dependency("db", CheckState.FAILING))
						.status())
				.isEqualTo(ProbeStatus.DOWN);
		}

	}

	@Nested
	@DisplayName("Rule 8: liveness is local")
	class LivenessIsLocal {

		@ParameterizedTest
		@EnumSource
		void noDependencyCanFeedIt(CheckState state) {
			assertThat(liveness(SERVING, Snapshots.STALE, Snapshots.dependency("db", state)))
				.isEqualTo(new ProbeVerdict("liveness", ProbeStatus.UP, List.of()));
		}

		@Test
		void aFailingVitalIsDown() {
			assertThat(liveness(SERVING, Snapshots.FRESH, Snapshots.vital("deadlock", CheckState.FAILING)))
				.isEqualTo(new ProbeVerdict("liveness", ProbeStatus.DOWN,
						List.of(new VerdictReason(Cause.FAILING, "deadlock", Criticality.REQUIRED))));
		}

		@Test
		void unknownAndStalePass() {
			assertThat(liveness(SERVING, Snapshots.FRESH, Snapshots.vital("deadlock", CheckState.UNKNOWN)).status())
				.isEqualTo(ProbeStatus.UP);
			assertThat(liveness(SERVING, Snapshots.STALE, Snapshots.vital("deadlock", CheckState.PASSING)).status())
				.isEqualTo(ProbeStatus.UP);
			assertThat(liveness(SERVING, Snapshots.STALE, Snapshots.vital("deadlock", CheckState.FAILING)).status())
				.isEqualTo(ProbeStatus.UP);
		}

		@ParameterizedTest
		@EnumSource
		void noPhaseMakesItFail(LifecyclePhase phase) {
			assertThat(liveness(InstanceState.initial().with(phase), Snapshots.FRESH).status())
				.isEqualTo(ProbeStatus.UP);
		}

		@Test
		void whatTheApplicationSaysOfItselfCounts() {
			assertThat(liveness(SERVING.with(ApplicationLiveness.BROKEN), Snapshots.FRESH))
				.isEqualTo(new ProbeVerdict("liveness", ProbeStatus.DOWN, List.of(VerdictReason.of(Cause.BROKEN))));
		}

		@Test
		void neitherOverrideNorReadinessTouchIt() {
			InstanceState instance = SERVING.with(Overrides.forced(Mode.NOT_READY))
				.with(ApplicationReadiness.REFUSING_TRAFFIC);
			assertThat(liveness(instance, Snapshots.FRESH).status()).isEqualTo(ProbeStatus.UP);
		}

	}

	@Nested
	@DisplayName("Rule 9: startup latches")
	class StartupLatches {

		@Test
		void itIsOutOfServiceWithReasonsUntilItIsComplete() {
			assertThat(startup(InstanceState.initial())).isEqualTo(new ProbeVerdict("startup",
					ProbeStatus.OUT_OF_SERVICE, List.of(new VerdictReason(Cause.STARTING, "runners", null))));
		}

		@ParameterizedTest
		@EnumSource
		void onceCompleteItIsUpInEveryPhase(LifecyclePhase phase) {
			assertThat(startup(
					SERVING.with(phase).with(Overrides.forced(Mode.NOT_READY)).with(ApplicationLiveness.BROKEN)))
				.isEqualTo(new ProbeVerdict("startup", ProbeStatus.UP, List.of()));
		}

	}

	@Nested
	@DisplayName("Rule 10: lame duck latches")
	class LameDuckLatches {

		@ParameterizedTest
		@EnumSource(names = { "LAME_DUCK", "STOPPED" })
		void nothingMakesALeavingInstanceReady(LifecyclePhase phase) {
			for (Mode override : Mode.values()) {
				for (ApplicationReadiness readiness : ApplicationReadiness.values()) {
					ProbeVerdict verdict = readiness(SERVING.with(phase).with(Overrides.of(override)).with(readiness),
							Snapshots.FRESH, Snapshots.dependency("db", CheckState.PASSING));
					assertThat(verdict).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.OUT_OF_SERVICE,
							List.of(VerdictReason.of(Cause.valueOf(phase.name())))));
				}
			}
		}

		@ParameterizedTest
		@EnumSource
		void anInstanceThatIsToStayReadyWhileItLeavesSaysWhatItWouldSayOtherwise(ApplicationReadiness readiness) {
			for (Mode override : Mode.values()) {
				for (CheckState state : CheckState.values()) {
					InstanceState serving = SERVING.with(Overrides.of(override)).with(readiness);
					InstanceState leaving = serving.with(LifecyclePhase.LAME_DUCK).with(LameDuckReadiness.KEPT);
					assertThat(readiness(leaving, Snapshots.FRESH, Snapshots.dependency("db", state)))
						.isEqualTo(readiness(serving, Snapshots.FRESH, Snapshots.dependency("db", state)));
				}
			}
		}

	}

	@Nested
	@DisplayName("Readiness verdict, first match wins")
	class FirstMatchWins {

		@ParameterizedTest
		@CsvSource(textBlock = """
				LAME_DUCK, NOT_READY, REFUSING_TRAFFIC,  FAILING, OUT_OF_SERVICE, LAME_DUCK
				STARTING,  NOT_READY, REFUSING_TRAFFIC,  FAILING, OUT_OF_SERVICE, OVERRIDE
				SERVING,   NOT_READY, ACCEPTING_TRAFFIC, PASSING, OUT_OF_SERVICE, OVERRIDE
				STARTING,  READY,     REFUSING_TRAFFIC,  FAILING, OUT_OF_SERVICE, STARTING
				STARTING,  AUTO,      ACCEPTING_TRAFFIC, PASSING, OUT_OF_SERVICE, STARTING
				SERVING,   READY,     REFUSING_TRAFFIC,  FAILING, UP,             OVERRIDE
				SERVING,   AUTO,      REFUSING_TRAFFIC,  FAILING, OUT_OF_SERVICE, REFUSING_TRAFFIC
				SERVING,   AUTO,      REFUSING_TRAFFIC,  PASSING, OUT_OF_SERVICE, REFUSING_TRAFFIC
				SERVING,   AUTO,      ACCEPTING_TRAFFIC, FAILING, DOWN,           FAILING
				SERVING,   AUTO,      ACCEPTING_TRAFFIC, UNKNOWN, OUT_OF_SERVICE, UNKNOWN
				""")
		void asTheDesignSays(LifecyclePhase phase, Mode override, ApplicationReadiness readiness, CheckState state,
				ProbeStatus status, Cause cause) {
			InstanceState instance = SERVING.with(phase).with(Overrides.of(override)).with(readiness);
			ProbeVerdict verdict = readiness(instance, Snapshots.FRESH, Snapshots.dependency("db", state));
			assertThat(verdict.status()).isEqualTo(status);
			assertThat(verdict.reasons()).first().extracting(VerdictReason::cause).isEqualTo(cause);
		}

		@ParameterizedTest
		@EnumSource(names = { "READY", "NOT_READY" })
		void anOverrideCountsUntilItsTimeIsOverAndSaysWhy(Mode mode) {
			InstanceState instance = SERVING.with(Overrides.forced(mode)).with(ApplicationReadiness.REFUSING_TRAFFIC);
			long end = Overrides.TIME_TO_LIVE.toNanos();
			assertThat(readiness(instance, end - 1).reasons())
				.containsExactly(new VerdictReason(Cause.OVERRIDE, null, null, Overrides.forced(mode)));
			assertThat(readiness(instance, end).reasons()).extracting(VerdictReason::cause)
				.containsExactly(Cause.REFUSING_TRAFFIC);
		}

		@Test
		void allIsWell() {
			assertThat(readiness(SERVING, Snapshots.FRESH, Snapshots.dependency("db", CheckState.PASSING),
					Snapshots.dependency("redis", CheckState.PASSING)))
				.isEqualTo(new ProbeVerdict("readiness", ProbeStatus.UP, List.of()));
		}

		@Test
		void theDecisiveReasonsComeFirst() {
			ProbeVerdict verdict = readiness(SERVING, Snapshots.FRESH,
					Snapshots.dependency("redis", CheckState.FAILING), Snapshots.dependency("db", CheckState.FAILING));
			assertThat(verdict.status()).isEqualTo(ProbeStatus.DOWN);
			assertThat(verdict.reasons()).extracting(VerdictReason::subject).containsExactly("db", "redis");
		}

		@Test
		void anOptionalCheckDegrades() {
			ProbeVerdict verdict = readiness(SERVING, Snapshots.FRESH, Snapshots.dependency("db", CheckState.PASSING),
					Snapshots.dependency("redis", CheckState.UNKNOWN));
			assertThat(verdict).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.DEGRADED,
					List.of(new VerdictReason(Cause.UNKNOWN, "redis", Criticality.OPTIONAL))));
		}

		@Test
		void anObservedCheckAndANonMemberDoNothing() {
			assertThat(readiness(SERVING, Snapshots.FRESH, Snapshots.dependency("mail", CheckState.FAILING),
					Snapshots.dependency("other", CheckState.FAILING)))
				.isEqualTo(new ProbeVerdict("readiness", ProbeStatus.UP, List.of()));
		}

		@Test
		void whatIsOutstandingIsSaidWhileStarting() {
			assertThat(readiness(InstanceState.initial(), Snapshots.FRESH).reasons()).extracting(VerdictReason::subject)
				.containsExactly("runners", "first result of db");
		}

		@Test
		void aVitalMayFeedReadiness() {
			Probe probe = new Probe("readiness", ProbeType.READINESS, (check) -> Criticality.REQUIRED);
			assertThat(ProbeEvaluator
				.evaluate(probe, List.of(Snapshots.vital("heap", CheckState.FAILING)), Guards.patient(),
						WithdrawalRule.ALWAYS, SERVING, List.of(), new EvaluationTime(0))
				.status()).isEqualTo(ProbeStatus.DOWN);
		}

		@ParameterizedTest
		@CsvSource({ "UP,200", "DEGRADED,200", "DOWN,503", "OUT_OF_SERVICE,503" })
		void overHttp(ProbeStatus status, int code) {
			assertThat(status.httpStatus()).isEqualTo(code);
			assertThat(status.passes()).isEqualTo(code == 200);
		}

	}

	@Test
	void aStartupProbeHasNoMembers() {
		Probe probe = new Probe("startup", ProbeType.STARTUP, (check) -> Criticality.REQUIRED);
		assertThat(probe.criticalityOf(Snapshots.vital("heap", CheckState.PASSING))).isNull();
	}

	@Nested
	@DisplayName("Report: the verdict and each check that can change it")
	class Reports {

		private ProbeReport report(ProbeType type, long now, CheckSnapshot... checks) {
			Probe probe = new Probe("probe", type, (check) -> MEMBERS.get(check.name()));
			ProbeVerdict verdict = ProbeEvaluator.evaluate(probe, List.of(checks), Guards.patient(),
					WithdrawalRule.ALWAYS, SERVING, List.of(), new EvaluationTime(now));
			return new ProbeReport(verdict, ReportedMembers.of(probe, List.of(checks), Guards.patient(),
					WithdrawalRule.ALWAYS, new CheckMonitor(), new EvaluationTime(now)), List.of(), null);
		}

		@Test
		void itHasWhatIsRequiredOrOptionalPassingOrNot() {
			ProbeReport report = report(ProbeType.READINESS, Snapshots.FRESH,
					Snapshots.dependency("db", CheckState.PASSING), Snapshots.dependency("redis", CheckState.FAILING),
					Snapshots.dependency("mail", CheckState.FAILING),
					Snapshots.dependency("other", CheckState.FAILING));
			assertThat(report.verdict().status()).isEqualTo(ProbeStatus.DEGRADED);
			assertThat(report.members()).extracting(Member::name).containsExactly("db", "redis");
			assertThat(report.members()).extracting(Member::criticality)
				.containsExactly(Criticality.REQUIRED, Criticality.OPTIONAL);
			assertThat(report.members()).extracting(Member::condition).containsExactly(null, Cause.FAILING);
			assertThat(report.members()).extracting(Member::effect).containsExactly(Effect.PASSES, Effect.FAILS);
		}

		@Test
		void itSaysForHowLong() {
			Member member = report(ProbeType.READINESS, Snapshots.STALE, Snapshots.dependency("db", CheckState.PASSING))
				.members()
				.get(0);
			assertThat(member.condition()).isEqualTo(Cause.STALE);
			assertThat(member.inState()).isEqualTo(Duration.ofNanos(Snapshots.STALE));
			assertThat(member.age()).isEqualTo(Duration.ofNanos(Snapshots.STALE));
		}

		@ParameterizedTest
		@CsvSource({ "UNKNOWN, false, UNKNOWN, PASSES", "PASSING, true, STALE, PASSES",
				"FAILING, true, FAILING, PASSES", "FAILING, false, FAILING, FAILS" })
		void livenessDoesNotMindSilenceButSaysIt(CheckState state, boolean stale, Cause condition, Effect effect) {
			Member member = report(ProbeType.LIVENESS, stale ? Snapshots.STALE : Snapshots.FRESH,
					Snapshots.vital("db", state))
				.members()
				.get(0);
			assertThat(member.condition()).isEqualTo(condition);
			assertThat(member.effect()).isEqualTo(effect);
		}

		@Test
		void startupLooksAtNoCheck() {
			assertThat(report(ProbeType.STARTUP, 0, Snapshots.dependency("db", CheckState.FAILING)).members())
				.isEmpty();
		}

	}

}
