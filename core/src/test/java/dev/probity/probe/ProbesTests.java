package dev.probity.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.StartupCondition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class ProbesTests {

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final Map<String, Criticality> members = new LinkedHashMap<>(
			Map.of("db", Criticality.REQUIRED, "redis", Criticality.OPTIONAL));

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS,
			(check) -> this.members.get(check.name()));

	private final Probe startup = new Probe("startup", ProbeType.STARTUP, (check) -> null);

	private final Runners runners = new Runners();

	private final Probes probes = new Probes(List.of(this.readiness, this.startup), this.checks.monitor(),
			Guards.patient(), this.instance, List.of(this.runners), this.checks.time());

	private ProbeStatus status(Probe probe) {
		return this.probes.verdict(probe).status();
	}

	@Nested
	@DisplayName("Rule 1: never block")
	class NeverBlock {

		@Test
		@Timeout(10)
		void anAnswerTakesNoLock() throws InterruptedException {
			Thread probe = new Thread(() -> status(ProbesTests.this.readiness));
			synchronized (ProbesTests.this.instance) {
				ProbesTests.this.checks.whileWritingIsLocked(() -> {
					probe.start();
					probe.join();
				});
			}
			assertThat(probe.isAlive()).isFalse();
		}

	}

	@Nested
	@DisplayName("Rule 3: no stale OK")
	class NoStaleOk {

		@Test
		void ageIsJudgedWhenItIsRead() {
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.passed());
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.UP);
			ProbesTests.this.checks.time().advance(CheckPolicy.defaults().maxAge());
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.UP);
			ProbesTests.this.checks.time().advance(Duration.ofNanos(1));
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.DOWN);
		}

	}

	@Nested
	@DisplayName("Whether anybody has been told that the instance is ready")
	class SaidReady {

		@Test
		void nobodyHasAsLongAsReadinessSaysNoOrIsNotAsked() {
			ProbesTests.this.checks.result("db", CheckResult.failed("broken"));
			status(ProbesTests.this.readiness);
			ProbesTests.this.runners.done = true;
			status(ProbesTests.this.readiness);
			status(ProbesTests.this.startup);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isFalse();
		}

		@Test
		void whoeverIsToldItIsDegradedIsToldItIsReady() {
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.passed());
			ProbesTests.this.checks.result("redis", CheckResult.failed("broken"));
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.DEGRADED);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isTrue();
		}

		@Test
		void whoeverIsToldSoByAnOperatorIsToldItIsReady() {
			ReadinessControl control = new ReadinessControl(ProbesTests.this.instance, ProbesTests.this.checks.time(),
					ProbesTests.this.checks.time());
			control.ready("on purpose", Duration.ofMinutes(1));
			assertThat(status(ProbesTests.this.readiness)).as("starting").isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isFalse();
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.failed("broken"));
			ProbesTests.this.checks.result("db", CheckResult.failed("broken"));
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.UP);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isTrue();
			ProbesTests.this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		}

		@Test
		void whoeverOnlyLooksTellsNobody() {
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.passed());
			assertThat(ProbesTests.this.probes.evaluate(ProbesTests.this.readiness).status()).isEqualTo(ProbeStatus.UP);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isFalse();
		}

		@Test
		void whoeverIsToldThatAFeatureIsReadyIsToldThatTheInstanceIs() {
			Probe search = Probe.ofFeature("search", (check) -> null);
			ProbesTests.this.runners.done = true;
			assertThat(status(search)).isEqualTo(ProbeStatus.UP);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isTrue();
		}

		@Test
		void whoeverIsGivenAReportIsToldToo() {
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.passed());
			ProbesTests.this.probes.report(ProbesTests.this.readiness);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isTrue();
		}

		@Test
		void onceSaidNothingTakesItBack() {
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.passed());
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.UP);
			ProbesTests.this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(ProbesTests.this.probes.hasSaidReady()).isTrue();
		}

		@Test
		void aLameDuckThatBeginsWhileTheFirstIsBeingToldIsNotMissed() {
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.passed());
			Probe last = new Probe("readiness", ProbeType.READINESS, (check) -> {
				// after the phase has been read, before the verdict is given
				ProbesTests.this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
				return ProbesTests.this.members.get(check.name());
			});
			assertThat(status(last)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		}

	}

	@Nested
	@DisplayName("Rule 9: startup latches")
	class StartupLatches {

		@Test
		void itWaitsForConditionsAndTheFirstResultOfEveryRequiredCheck() {
			ProbesTests.this.checks.add("db");
			ProbesTests.this.checks.add("redis");
			assertThat(ProbesTests.this.probes.verdict(ProbesTests.this.startup).reasons())
				.extracting(VerdictReason::subject)
				.containsExactly("runners", "first result of db");
			ProbesTests.this.runners.done = true;
			assertThat(ProbesTests.this.probes.verdict(ProbesTests.this.readiness).reasons())
				.extracting(VerdictReason::subject)
				.containsExactly("first result of db");
			ProbesTests.this.checks.result("db", CheckResult.passed());
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.UP);
			assertThat(ProbesTests.this.probes.phase()).isEqualTo(LifecyclePhase.SERVING);
		}

		@Test
		void whatOnlyAFeatureRequiresKeepsNobodyWaiting() {
			Probe search = Probe.ofFeature("search", (check) -> Criticality.REQUIRED);
			Probes all = new Probes(List.of(search, ProbesTests.this.startup), ProbesTests.this.checks.monitor(),
					Guards.patient(), ProbesTests.this.instance, List.of(), ProbesTests.this.checks.time());
			ProbesTests.this.checks.add("index");
			assertThat(all.verdict(ProbesTests.this.startup).status()).isEqualTo(ProbeStatus.UP);
			assertThat(all.verdict(search).status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		}

		@Test
		void livenessKeepsNobodyWaiting() {
			Probe liveness = new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);
			Probes all = new Probes(List.of(liveness, ProbesTests.this.startup), ProbesTests.this.checks.monitor(),
					Guards.patient(), ProbesTests.this.instance, List.of(), ProbesTests.this.checks.time());
			ProbesTests.this.checks.addVital("deadlock");
			assertThat(all.verdict(ProbesTests.this.startup).status()).isEqualTo(ProbeStatus.UP);
		}

		@Test
		void aFailureThatIsConfirmedIsAResult() {
			ProbesTests.this.runners.done = true;
			ProbesTests.this.checks.result("db", CheckResult.failed("broken"));
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			ProbesTests.this.checks.result("db", CheckResult.failed("broken"));
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.UP);
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.DOWN);
		}

		@Test
		void onceUpNothingTakesItBack() {
			ProbesTests.this.runners.done = true;
			assertThat(ProbesTests.this.probes.phase()).isEqualTo(LifecyclePhase.SERVING);
			ProbesTests.this.runners.done = false;
			ProbesTests.this.checks.add("db");
			ProbesTests.this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.UP);
		}

		@Test
		void onceUpConditionsAreAskedNoMore() {
			ProbesTests.this.runners.done = true;
			status(ProbesTests.this.startup);
			int asked = ProbesTests.this.runners.asked;
			status(ProbesTests.this.startup);
			assertThat(ProbesTests.this.runners.asked).isEqualTo(asked);
		}

		@Test
		void allConditionsHaveToBeMetTogether() {
			ProbesTests.this.checks.add("db");
			ProbesTests.this.runners.done = true;
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			ProbesTests.this.runners.done = false;
			ProbesTests.this.checks.result("db", CheckResult.passed());
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		}

	}

	@Nested
	@DisplayName("What the start waits for")
	class Outstanding {

		private final List<StartupCondition> conditions = new ArrayList<>();

		private ProbeReport report() {
			Probes all = new Probes(List.of(ProbesTests.this.startup), ProbesTests.this.checks.monitor(),
					Guards.patient(), ProbesTests.this.instance, this.conditions, ProbesTests.this.checks.time());
			return all.report(ProbesTests.this.startup);
		}

		private void outstanding(String description, String progress) {
			this.conditions.add(new StartupCondition() {

				@Override
				public String description() {
					return description;
				}

				@Override
				public String progress() {
					return progress;
				}

				@Override
				public boolean isMet() {
					return false;
				}

			});
		}

		@Test
		void isToldWithoutCredentialsAndWithHowFarItHasCome() {
			outstanding("connected to redis://app:hunter2@cache:6379", "attempt 3");
			ProbeReport report = report();
			assertThat(report.outstanding()).extracting(OutstandingCondition::description)
				.containsExactly("connected to redis://***@cache:6379");
			assertThat(report.verdict().reasons()).extracting(VerdictReason::subject)
				.containsExactly("connected to redis://***@cache:6379");
			assertThat(report.verdict().reasons()).extracting(report::subjectOf)
				.containsExactly("connected to redis://***@cache:6379 attempt 3");
		}

		@Test
		void eachOfTheSameNameHasItsOwnProgress() {
			outstanding("warmCache", "1/5");
			outstanding("warmCache", "2/9");
			outstanding("index", null);
			outstanding("warmCache", null);
			ProbeReport report = report();
			assertThat(report.verdict().reasons()).extracting(report::subjectOf)
				.containsExactly("warmCache 1/5", "warmCache 2/9", "index", "warmCache");
			assertThat(ProbeSentence.of(ProbeType.STARTUP, report, Visibility.DETAILS))
				.contains("waits for warmCache 1/5, warmCache 2/9, index, warmCache");
		}

	}

	@Nested
	@DisplayName("Rule 8: liveness is local")
	class LivenessIsLocal {

		private final Probe liveness = new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);

		private final Probes all = new Probes(List.of(this.liveness), ProbesTests.this.checks.monitor(),
				Guards.patient(), ProbesTests.this.instance, List.of(ProbesTests.this.runners),
				ProbesTests.this.checks.time());

		@Test
		void nothingOfTheStartIsAskedForIt() {
			assertThat(this.all.verdict(this.liveness).status()).isEqualTo(ProbeStatus.UP);
			assertThat(this.all.evaluate(this.liveness).status()).isEqualTo(ProbeStatus.UP);
			assertThat(this.all.report(this.liveness).outstanding()).isEmpty();
			assertThat(ProbesTests.this.runners.asked).isZero();
		}

	}

	@Nested
	@DisplayName("First results")
	class FirstResultsAreAwaited {

		@BeforeEach
		void runnersAreDone() {
			ProbesTests.this.runners.done = true;
		}

		private List<String> outstanding() {
			return ProbesTests.this.probes.outstanding().stream().map(OutstandingCondition::description).toList();
		}

		@Test
		void aFailureThatIsNotConfirmedYetIsNone() {
			ProbesTests.this.checks.addVital("db");
			ProbesTests.this.checks.result("db", CheckResult.failed("late"));
			assertThat(outstanding()).containsExactly("first result of db");
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			ProbesTests.this.checks.result("db", CheckResult.passed());
			assertThat(outstanding()).isEmpty();
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.UP);
		}

		@Test
		void aCheckThatCannotAskHoldsNoStartOpenAndIsNotDown() {
			ProbesTests.this.checks.result("db", CheckResult.inconclusive("saturated"));
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.UP);
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		}

	}

	@Nested
	@DisplayName("Rule 10: lame duck latches")
	class LameDuckLatches {

		@Test
		void aStartupThatCompletesTooLateDoesNotEndIt() {
			ProbesTests.this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
			ProbesTests.this.runners.done = true;
			assertThat(status(ProbesTests.this.startup)).isEqualTo(ProbeStatus.UP);
			assertThat(status(ProbesTests.this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		}

	}

	@Test
	void probesAreFoundByNameInTheOrderGiven() {
		assertThat(this.probes.all()).containsExactly(this.readiness, this.startup);
		assertThat(this.probes.probe("startup")).isSameAs(this.startup);
		assertThat(this.probes.probe("liveness")).isNull();
	}

	@Test
	void aCheckCountsAsSoonAsItIsRegisteredAndNoLongerThanThat() {
		this.runners.done = true;
		this.checks.result("db", CheckResult.passed());
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.UP);
		this.members.put("stock", Criticality.REQUIRED);
		this.checks.add("stock");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		this.checks.remove("stock");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.UP);
	}

	private static final class Runners implements StartupCondition {

		private boolean done;

		private int asked;

		@Override
		public String description() {
			return "runners";
		}

		@Override
		public boolean isMet() {
			this.asked++;
			return this.done;
		}

	}

}
