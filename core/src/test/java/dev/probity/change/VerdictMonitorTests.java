package dev.probity.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.change.VerdictChange.Extent;
import dev.probity.check.CapturedLog;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of verdicts are seen although nobody asks a probe.
 */
class VerdictMonitorTests {

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final ReadinessControl control = new ReadinessControl(this.instance, this.checks.time(),
			this.checks.time());

	private final Map<String, Criticality> members = new LinkedHashMap<>(
			Map.of("db", Criticality.REQUIRED, "redis", Criticality.OPTIONAL, "kafka", Criticality.OPTIONAL));

	private final Probe liveness = new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS,
			(check) -> this.members.get(check.name()));

	private final Probes probes = new Probes(List.of(this.liveness, this.readiness), this.checks.monitor(),
			Guards.patient(), this.instance, List.of(), this.checks.time());

	private final List<VerdictChange> told = new ArrayList<>();

	private final VerdictMonitor monitor = monitor(this.told::add);

	private VerdictMonitor monitor(VerdictChangeListener... listeners) {
		return new VerdictMonitor(this.probes, List.of(), this.checks.time(), this.checks.time(), List.of(listeners));
	}

	private void up() {
		this.checks.result("db", CheckResult.passed());
		this.monitor.evaluate().run();
		this.told.clear();
	}

	private void advance(Duration time) {
		this.checks.time().advance(time);
	}

	@Test
	void howFarAStartHasComeIsNoChangeAndThatItHasFailedIsOne() {
		Warming warming = new Warming();
		Probes starting = new Probes(List.of(this.readiness), this.checks.monitor(), Guards.patient(), this.instance,
				List.of(warming), this.checks.time());
		VerdictMonitor monitor = new VerdictMonitor(starting, List.of(), this.checks.time(), this.checks.time(),
				List.of(this.told::add));
		monitor.evaluate().run();
		assertThat(this.told).singleElement().extracting(VerdictChange::extent).isEqualTo(Extent.REASONS);
		this.told.clear();
		warming.progress = "1200/5000 (24s)";
		monitor.evaluate().run();
		assertThat(this.told).isEmpty();
		assertThat(starting.outstanding()).extracting(OutstandingCondition::inWords)
			.containsExactly("warm-cache 1200/5000 (24s)");
		warming.description = "warm-cache failed";
		monitor.evaluate().run();
		assertThat(this.told).singleElement()
			.satisfies((change) -> assertThat(change.after().reasons())
				.containsExactly(new VerdictReason(Cause.STARTING, "warm-cache failed", null)));
	}

	private static final class Warming implements StartupCondition {

		private String description = "warm-cache";

		private String progress = "0/5000 (0ms)";

		@Override
		public String description() {
			return this.description;
		}

		@Override
		public String progress() {
			return this.progress;
		}

		@Override
		public boolean isMet() {
			return false;
		}

	}

	@Test
	void comingUpIsTheFirstChange() {
		this.checks.add("db");
		advance(Duration.ofSeconds(3));
		this.checks.result("db", CheckResult.passed());
		this.monitor.evaluate().run();
		assertThat(this.told).singleElement().satisfies((change) -> {
			assertThat(change.probe()).isEqualTo(this.readiness);
			assertThat(change.before().status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(change.after().status()).isEqualTo(ProbeStatus.UP);
			assertThat(change.lasted()).isEqualTo(Duration.ofSeconds(3));
			assertThat(change.extent()).isEqualTo(Extent.STATUS);
			assertThat(change.at()).isEqualTo(this.checks.time().instant());
		});
	}

	@Test
	void whatHasNotChangedIsNotTold() {
		up();
		for (int i = 0; i < 3; i++) {
			advance(Duration.ofSeconds(1));
			this.monitor.evaluate().run();
		}
		assertThat(this.told).isEmpty();
	}

	@Test
	void lookingTellsNobodyThatTheInstanceIsReady() {
		up();
		assertThat(this.probes.hasSaidReady()).isFalse();
	}

	@Test
	void aChangeSaysHowLongTheOldStatusLastedWhateverItsReasons() {
		up();
		advance(Duration.ofMinutes(2));
		this.checks.result("redis", CheckResult.failed("broken"));
		this.checks.result("db", CheckResult.passed());
		this.monitor.evaluate().run();
		advance(Duration.ofSeconds(5));
		this.checks.result("kafka", CheckResult.failed("broken"));
		this.monitor.evaluate().run();
		advance(Duration.ofSeconds(5));
		this.control.notReady("on purpose", Duration.ofMinutes(10));
		this.monitor.evaluate().run();
		assertThat(this.told).extracting((change) -> change.after().status())
			.containsExactly(ProbeStatus.DEGRADED, ProbeStatus.DEGRADED, ProbeStatus.OUT_OF_SERVICE);
		assertThat(this.told).extracting(VerdictChange::extent)
			.containsExactly(Extent.STATUS, Extent.REASONS, Extent.STATUS);
		assertThat(this.told).extracting(VerdictChange::lasted)
			.containsExactly(Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
	}

	@Test
	void anOverrideThatExpiresIsSeenThoughNothingHappens() {
		up();
		this.control.notReady("draining node 7", Duration.ofSeconds(10));
		this.monitor.evaluate().run();
		advance(Duration.ofSeconds(10).minusNanos(1));
		this.monitor.evaluate().run();
		assertThat(this.told).hasSize(1);
		advance(Duration.ofNanos(1));
		this.monitor.evaluate().run();
		assertThat(this.told).extracting((change) -> change.after().status())
			.containsExactly(ProbeStatus.OUT_OF_SERVICE, ProbeStatus.UP);
		assertThat(this.told.get(1).lasted()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void anOverrideThatIsSaidAnewIsAnotherReasonForTheSame() {
		up();
		this.control.notReady("draining node 7", Duration.ofSeconds(10));
		this.monitor.evaluate().run();
		this.control.notReady("still draining node 7", Duration.ofSeconds(10));
		this.monitor.evaluate().run();
		assertThat(this.told).extracting(VerdictChange::extent).containsExactly(Extent.STATUS, Extent.REASONS);
	}

	@Test
	void livenessIsLookedAt() {
		up();
		this.instance.publish(ApplicationLiveness.BROKEN);
		this.monitor.evaluate().run();
		assertThat(this.told).singleElement().satisfies((change) -> {
			assertThat(change.probe()).isEqualTo(this.liveness);
			assertThat(change.after().status()).isEqualTo(ProbeStatus.DOWN);
		});
	}

	@Test
	void aStatusHasLastedSinceItWasFirstSeen() {
		ProbeVerdict before = this.probes.evaluate(this.liveness);
		Instant made = this.checks.time().instant();
		advance(Duration.ofSeconds(7));
		this.monitor.evaluate().run();
		assertThat(this.monitor.since(before)).isEqualTo(made);
		this.instance.publish(ApplicationLiveness.BROKEN);
		assertThat(this.monitor.since(this.probes.evaluate(this.liveness))).as("not yet looked at")
			.isEqualTo(this.checks.time().instant());
		this.monitor.evaluate().run();
		Instant seen = this.checks.time().instant();
		advance(Duration.ofSeconds(7));
		assertThat(this.monitor.since(this.probes.evaluate(this.liveness))).isEqualTo(seen);
	}

	@Nested
	@DisplayName("Rule 3: no stale OK")
	class NoStaleOk {

		@Test
		void anAnswerThatGrowsStaleIsSeenThoughNothingHappens() {
			up();
			advance(CheckPolicy.defaults().maxAge());
			VerdictMonitorTests.this.monitor.evaluate().run();
			assertThat(VerdictMonitorTests.this.told).isEmpty();
			advance(Duration.ofNanos(1));
			VerdictMonitorTests.this.monitor.evaluate().run();
			assertThat(VerdictMonitorTests.this.told).singleElement()
				.satisfies((change) -> assertThat(change.after()).isEqualTo(new ProbeVerdict("readiness",
						ProbeStatus.DOWN, List.of(new VerdictReason(Cause.STALE, "db", Criticality.REQUIRED)))));
		}

		@Test
		void aNewAnswerIsSeenThoughTheCheckWasPassingAllTheTime() {
			up();
			advance(CheckPolicy.defaults().maxAge().plusNanos(1));
			VerdictMonitorTests.this.monitor.evaluate().run();
			VerdictMonitorTests.this.checks.result("db", CheckResult.passed());
			VerdictMonitorTests.this.monitor.evaluate().run();
			assertThat(VerdictMonitorTests.this.told).extracting((change) -> change.after().status())
				.containsExactly(ProbeStatus.DOWN, ProbeStatus.UP);
		}

	}

	@Nested
	@DisplayName("Rule 11: a listener hurts nobody")
	class AListenerHurtsNobody {

		private final List<String> heard = new ArrayList<>();

		private final CapturedLog log = new CapturedLog(VerdictMonitor.class);

		@AfterEach
		void giveBackTheLog() {
			this.log.close();
		}

		@Test
		void listenersAreToldOnceInOrderAfterWhatTheyAreToldCanBeRead() {
			VerdictMonitor monitor = monitor(
					(change) -> this.heard.add("first " + change.after().status() + " "
							+ VerdictMonitorTests.this.probes.evaluate(change.probe()).status()),
					(change) -> this.heard.add("second " + change.after().status()));
			VerdictMonitorTests.this.checks.result("db", CheckResult.passed());
			monitor.evaluate().run();
			assertThat(this.heard).containsExactly("first UP UP", "second UP");
		}

		@Test
		void oneThatThrowsKeepsNothingFromTheOthersAndIsNotToldAgain() {
			VerdictMonitor monitor = monitor((change) -> {
				this.heard.add("first");
				Thread.currentThread().interrupt();
				throw new StackOverflowError();
			}, (change) -> this.heard.add("second " + Thread.currentThread().isInterrupted()));
			VerdictMonitorTests.this.checks.result("db", CheckResult.passed());
			monitor.evaluate().run();
			monitor.evaluate().run();
			assertThat(this.heard).containsExactly("first", "second false");
			assertThat(this.log.lines())
				.containsExactly("A listener threw an exception on a change of probe 'readiness'");
		}

		@Test
		void aStartupConditionThatThrowsIsSaidOnceAndHidesWhatFollowsOnlyAsLongAsItDoes() {
			boolean[] broken = { true };
			Probes probes = new Probes(List.of(VerdictMonitorTests.this.readiness),
					VerdictMonitorTests.this.checks.monitor(), Guards.patient(), VerdictMonitorTests.this.instance,
					List.of(new StartupCondition() {

						@Override
						public String description() {
							return "broken";
						}

						@Override
						public boolean isMet() {
							if (broken[0]) {
								throw new IllegalStateException("on purpose");
							}
							return true;
						}

					}), VerdictMonitorTests.this.checks.time());
			VerdictMonitor monitor = new VerdictMonitor(probes, List.of(), VerdictMonitorTests.this.checks.time(),
					VerdictMonitorTests.this.checks.time(), List.of((change) -> this.heard.add("told")));
			monitor.evaluate().run();
			monitor.evaluate().run();
			assertThat(this.log.lines())
				.containsExactly("Could not evaluate the probes; their changes are not reported until this succeeds");
			broken[0] = false;
			monitor.evaluate().run();
			assertThat(this.heard).containsExactly("told");
		}

	}

}
