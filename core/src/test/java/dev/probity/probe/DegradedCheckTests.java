package dev.probity.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.InstanceState;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.StartupState;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A check that passes although a part of what it looks at does not work.
 */
class DegradedCheckTests {

	private static final InstanceState SERVING = InstanceState.initial()
		.with(LifecyclePhase.SERVING)
		.with(StartupState.COMPLETE);

	private static final CheckResult DEGRADED = new CheckResult.Degraded("1 of 2 targets fail", Map.of());

	private static CheckSnapshot db(CheckState state, CheckResult result) {
		return new CheckSnapshot("db", CheckKind.DEPENDENCY, CheckPolicy.defaults(), state, 0, 1,
				new CheckSnapshot.LastRun(result, Duration.ZERO, Instant.EPOCH), 0, 0, Instant.EPOCH);
	}

	private static ProbeVerdict verdict(ProbeType type, @Nullable Criticality criticality, CheckSnapshot check,
			long now) {
		Probe probe = new Probe("readiness", type, (member) -> criticality);
		return ProbeEvaluator.evaluate(probe, List.of(check), Guards.patient(), WithdrawalRule.ALWAYS, SERVING,
				List.of(), new EvaluationTime(now));
	}

	private static ProbeVerdict readiness(Criticality criticality, CheckSnapshot check, long now) {
		return verdict(ProbeType.READINESS, criticality, check, now);
	}

	@Test
	void degradesReadinessThatRequiresItOrCanDoWithoutIt() {
		for (Criticality criticality : new Criticality[] { Criticality.REQUIRED, Criticality.OPTIONAL }) {
			assertThat(readiness(criticality, db(CheckState.PASSING, DEGRADED), 0)).isEqualTo(new ProbeVerdict(
					"readiness", ProbeStatus.DEGRADED, List.of(new VerdictReason(Cause.DEGRADED, "db", criticality))));
		}
	}

	@Test
	void doesNothingWhereItIsOnlyObserved() {
		assertThat(readiness(Criticality.OBSERVED, db(CheckState.PASSING, DEGRADED), 0).status())
			.isEqualTo(ProbeStatus.UP);
	}

	@Test
	void goesStaleAndFailsAsAnyOther() {
		assertThat(readiness(Criticality.REQUIRED, db(CheckState.PASSING, DEGRADED), Snapshots.STALE).status())
			.isEqualTo(ProbeStatus.DOWN);
		assertThat(readiness(Criticality.REQUIRED, db(CheckState.FAILING, DEGRADED), 0).status())
			.isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void isNoBetterWhenItCannotBeAskedOrBeginsToFailAndGoesOnToSayWhichPart() {
		ManualMonitor checks = new ManualMonitor();
		Probe readiness = new Probe("readiness", ProbeType.READINESS, (member) -> Criticality.REQUIRED);
		Probes probes = new Probes(List.of(readiness), checks.monitor(), Guards.patient(), new Instance(), List.of(),
				checks.time());
		for (CheckResult result : new CheckResult[] { DEGRADED, CheckResult.inconclusive("saturated 10/10"),
				new CheckResult.TimedOut(Duration.ofSeconds(2)) }) {
			checks.result("db", result);
			assertThat(probes.verdict(readiness).status()).isEqualTo(ProbeStatus.DEGRADED);
			assertThat(probes.summary(readiness, Visibility.DETAILS))
				.contains("db (required) works only in part (1 of 2 targets fail)");
		}
		checks.result("db", CheckResult.failed("refused"));
		assertThat(probes.verdict(readiness).status()).isEqualTo(ProbeStatus.DOWN);
		assertThat(probes.summary(readiness, Visibility.DETAILS)).contains("db (required) failed 2 times (refused)");
	}

	@Test
	void neverRestarts() {
		CheckSnapshot vital = new CheckSnapshot("own", CheckKind.VITAL, CheckPolicy.defaults(), CheckState.PASSING, 0,
				1, new CheckSnapshot.LastRun(DEGRADED, Duration.ZERO, Instant.EPOCH), 0, 0, Instant.EPOCH);
		assertThat(verdict(ProbeType.LIVENESS, Criticality.REQUIRED, vital, 0).status()).isEqualTo(ProbeStatus.UP);
	}

}
