package dev.probity.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.InstanceState;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.StartupState;
import dev.probity.probe.ProbeReport.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers that do not move are no reason for a restart as long as a dependency may be
 * what they wait for. The defaults see any change within 10.5 s.
 */
class DependencyExcuseTests {

	private static final Probe LIVENESS = new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);

	private static final Probe READINESS = new Probe("readiness", ProbeType.READINESS, (check) -> Criticality.REQUIRED);

	private static final CheckSnapshot STUCK = check("server", CheckKind.PROGRESS, CheckState.FAILING, 0, 100, 120);

	private static final long NOW = 121;

	@Test
	void withoutAnyDependencyAStuckWorkerCounts() {
		assertThat(status(LIVENESS, STUCK)).isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void aDependencyThatHasWorkedAllTheTimeIsNoExcuse() {
		assertThat(status(LIVENESS, STUCK, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 0, 119)))
			.isEqualTo(ProbeStatus.DOWN);
	}

	@ParameterizedTest
	@EnumSource(names = { "FAILING", "UNKNOWN" })
	void oneThatFailsOrIsNotKnownIs(CheckState state) {
		assertThat(status(LIVENESS, STUCK, check("db", CheckKind.DEPENDENCY, state, 0, 0, 119)))
			.isEqualTo(ProbeStatus.UP);
	}

	@Test
	void oneThatIsStaleIs() {
		assertThat(status(LIVENESS, STUCK, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 0, 103)))
			.isEqualTo(ProbeStatus.UP);
	}

	@Test
	void oneThatIsAboutToFailIs() {
		assertThat(status(LIVENESS, STUCK, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 1, 0, 119)))
			.isEqualTo(ProbeStatus.UP);
	}

	@Test
	void oneThatHasNotBeenAskedSinceTheWorkersStoppedIs() {
		CheckSnapshot stuck = check("server", CheckKind.PROGRESS, CheckState.FAILING, 0, 120, 120);
		assertThat(status(LIVENESS, stuck, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 0, 119)))
			.isEqualTo(ProbeStatus.UP);
		assertThat(status(LIVENESS, stuck, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 0, 120)))
			.isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void oneThatHasJustComeBackIsUntilTheWorkersHaveHadTheTimeToBeSeenMoving() {
		assertThat(status(LIVENESS, STUCK, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 111, 119)))
			.isEqualTo(ProbeStatus.UP);
		assertThat(status(LIVENESS, STUCK, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 110, 119)))
			.isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void oneOfManyIsEnough() {
		assertThat(status(LIVENESS, STUCK, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 0, 119),
				check("mail", CheckKind.DEPENDENCY, CheckState.FAILING, 5, 0, 119)))
			.isEqualTo(ProbeStatus.UP);
	}

	@Test
	void anotherVitalIsNone() {
		assertThat(status(LIVENESS, STUCK, check("eventQueue", CheckKind.VITAL, CheckState.UNKNOWN, 0, 0, 119)))
			.isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void whatHasNothingToDoWithWorkIsNeverExcused() {
		assertThat(status(LIVENESS, check("deadlock", CheckKind.VITAL, CheckState.FAILING, 0, 100, 120),
				check("db", CheckKind.DEPENDENCY, CheckState.FAILING, 5, 0, 119)))
			.isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void readinessKnowsNoExcuse() {
		assertThat(status(READINESS, STUCK, check("db", CheckKind.DEPENDENCY, CheckState.FAILING, 5, 0, 119)))
			.isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void theReportSaysThatItIsExcused() {
		assertThat(effect(STUCK, check("db", CheckKind.DEPENDENCY, CheckState.FAILING, 5, 0, 119)))
			.isEqualTo(Effect.EXCUSED);
		assertThat(effect(STUCK, check("db", CheckKind.DEPENDENCY, CheckState.PASSING, 0, 0, 119)))
			.isEqualTo(Effect.FAILS);
		assertThat(effect(check("server", CheckKind.PROGRESS, CheckState.PASSING, 0, 100, 120),
				check("db", CheckKind.DEPENDENCY, CheckState.FAILING, 5, 0, 119)))
			.isEqualTo(Effect.PASSES);
	}

	private static ProbeStatus status(Probe probe, CheckSnapshot... checks) {
		return ProbeEvaluator
			.evaluate(probe, List.of(checks), Guards.patient(), WithdrawalRule.ALWAYS, serving(), List.of(),
					new EvaluationTime(seconds(NOW)))
			.status();
	}

	private static Effect effect(CheckSnapshot... checks) {
		return ReportedMembers
			.of(LIVENESS, List.of(checks), Guards.patient(), WithdrawalRule.ALWAYS, new CheckMonitor(),
					new EvaluationTime(seconds(NOW)))
			.get(0)
			.effect();
	}

	private static InstanceState serving() {
		return InstanceState.initial().with(LifecyclePhase.SERVING).with(StartupState.COMPLETE);
	}

	private static CheckSnapshot check(String name, CheckKind kind, CheckState state, int failures, long since,
			long knownAt) {
		return new CheckSnapshot(name, kind, CheckPolicy.defaults(), state, failures, 0, null, seconds(knownAt),
				seconds(since), Instant.EPOCH);
	}

	private static long seconds(long seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

}
