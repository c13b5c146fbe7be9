package dev.probity.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChangeListener;
import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShadowVerdictTests {

	private static final ProbeVerdict NOTHING = new ProbeVerdict("readiness", ProbeStatus.UP, List.of());

	private final ManualMonitor checks = new ManualMonitor();

	private Criticality criticality = Criticality.REQUIRED;

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS,
			((ProbeMembers) (check) -> this.criticality).withShadows((check) -> check.name().startsWith("requests")));

	private final Probes probes = new Probes(List.of(this.readiness), this.checks.monitor(), Guards.patient(),
			new Instance(), List.of(), this.checks.time());

	private final List<VerdictChange> changes = new ArrayList<>();

	private final List<VerdictChange> shadowChanges = new ArrayList<>();

	private final VerdictMonitor monitor = new VerdictMonitor(this.probes, List.of(this.readiness), this.checks.time(),
			this.checks.time(), List.of(new FailingListener(), new RecordingListener()));

	@BeforeEach
	void serve() {
		this.checks.addLoad("requests");
		result("db", CheckResult.passed());
		assertThat(status()).isEqualTo(ProbeStatus.UP);
		this.changes.clear();
	}

	@Test
	void aShadowNeverActsButShowsWhatItWouldDo() {
		result("requests", CheckResult.failed("full"));
		assertThat(this.probes.verdict(this.readiness))
			.isEqualTo(new ProbeVerdict("readiness", ProbeStatus.UP, List.of()));
		assertThat(this.probes.report(this.readiness).members()).extracting(ProbeReport.Member::name)
			.containsExactly("db");
		assertThat(shadow()).isEqualTo(new ShadowVerdict(
				new ProbeVerdict("readiness", ProbeStatus.DOWN,
						List.of(new VerdictReason(Cause.FAILING, "requests", Criticality.REQUIRED))),
				this.checks.time().instant(), Duration.ZERO));
	}

	@Test
	void whatItWouldHaveDoneIsToldOnceAndAddedUp() {
		result("requests", CheckResult.failed("full"));
		after(7);
		result("requests", CheckResult.passed());
		after(100);
		result("requests", CheckResult.failed("full"));
		after(5);
		assertThat(shadow().notReady()).isEqualTo(Duration.ofSeconds(12));
		result("requests", CheckResult.passed());
		assertThat(shadow().verdict()).isEqualTo(NOTHING);
		assertThat(shadow().notReady()).isEqualTo(Duration.ofSeconds(12));
		assertThat(this.shadowChanges).hasSize(4);
		assertThat(this.shadowChanges.get(0)).returns(this.readiness, VerdictChange::probe)
			.returns(NOTHING, VerdictChange::before);
		assertThat(this.shadowChanges.get(3)).returns(NOTHING, VerdictChange::after)
			.returns(Duration.ofSeconds(5), VerdictChange::lasted);
		assertThat(this.changes).as("of the probe itself").isEmpty();
	}

	@Test
	void aShadowThatWouldOnlyDegradeCostsNoReadiness() {
		this.criticality = Criticality.OPTIONAL;
		result("requests", CheckResult.failed("full"));
		after(7);
		assertThat(shadow().verdict()).returns(ProbeStatus.DEGRADED, ProbeVerdict::status);
		assertThat(shadow().notReady()).isZero();
	}

	@Test
	void whatIsNotReadyAnywayIsNoDoingOfTheShadow() {
		result("requests", CheckResult.failed("full"));
		after(7);
		result("db", CheckResult.failed("gone"));
		after(100);
		assertThat(shadow().verdict()).isEqualTo(NOTHING);
		assertThat(shadow().notReady()).isEqualTo(Duration.ofSeconds(7));
		assertThat(this.changes).extracting((change) -> change.after().status()).containsExactly(ProbeStatus.DOWN);
	}

	@Test
	void aProbeThatIsNotWatchedForShadowsHasNone() {
		VerdictMonitor monitor = new VerdictMonitor(this.probes, List.of(), this.checks.time(), this.checks.time(),
				List.of(new RecordingListener()));
		result("requests", CheckResult.failed("full"));
		this.shadowChanges.clear();
		monitor.evaluate().run();
		assertThat(monitor.shadowed()).isEmpty();
		assertThat(monitor.shadow("readiness")).isNull();
		assertThat(this.shadowChanges).isEmpty();
	}

	@Test
	void aShadowOfWhichNothingIsKnownWouldDoNothing() {
		this.checks.addLoad("requests-too");
		this.monitor.evaluate().run();
		assertThat(shadow().verdict()).isEqualTo(NOTHING);
	}

	@Test
	void theStartDoesNotWaitForAShadow() {
		assertThat(this.probes.hasCompletedStartup()).isTrue();
	}

	private ShadowVerdict shadow() {
		return Objects.requireNonNull(this.monitor.shadow("readiness"));
	}

	private ProbeStatus status() {
		return this.probes.evaluate(this.readiness).status();
	}

	private void after(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.checks.time().advance(Duration.ofSeconds(1));
			this.checks.monitor()
				.snapshots()
				.values()
				.stream()
				.filter((check) -> check.lastResult() != null)
				.forEach((check) -> this.checks.result(check.name(), check.lastResult()));
			this.monitor.evaluate().run();
		}
	}

	private void result(String check, CheckResult result) {
		this.checks.result(check, result);
		this.checks.result(check, result);
		this.monitor.evaluate().run();
	}

	private final class RecordingListener implements VerdictChangeListener {

		@Override
		public void onChange(VerdictChange change) {
			ShadowVerdictTests.this.changes.add(change);
		}

		@Override
		public void onShadowChange(VerdictChange change) {
			ShadowVerdictTests.this.shadowChanges.add(change);
		}

	}

	private static final class FailingListener implements VerdictChangeListener {

		@Override
		public void onChange(VerdictChange change) {
			throw new IllegalStateException("on purpose");
		}

		@Override
		public void onShadowChange(VerdictChange change) {
			throw new IllegalStateException("on purpose");
		}

	}

}
