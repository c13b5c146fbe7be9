package dev.probity.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckResult;
import dev.probity.check.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShadowMonitorTests {

	private final ManualMonitor checks = new ManualMonitor();

	private Criticality criticality = Criticality.REQUIRED;

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS,
			((ProbeMembers) (check) -> this.criticality).withShadows((check) -> check.name().startsWith("requests")));

	private final Probes probes = new Probes(List.of(this.readiness), this.checks.monitor(), Guards.patient(),
			new Instance(), List.of(), this.checks.time());

	private final List<ShadowChange> changes = new ArrayList<>();

	private final ShadowMonitor shadows = new ShadowMonitor(List.of(this.readiness), this.probes, this.checks.time(),
			this.checks.time(), List.of((change) -> {
				throw new IllegalStateException("a listener that fails");
			}, this.changes::add));

	@BeforeEach
	void serve() {
		this.checks.addLoad("requests");
		result("db", CheckResult.passed());
		assertThat(status()).isEqualTo(ProbeStatus.UP);
	}

	@Test
	void aShadowNeverActsButShowsWhatItWouldDo() {
		result("requests", CheckResult.failed("full"));
		assertThat(this.probes.verdict(this.readiness))
			.isEqualTo(new ProbeVerdict("readiness", ProbeStatus.UP, List.of()));
		assertThat(this.probes.report(this.readiness).members()).extracting(ProbeReport.Member::name)
			.containsExactly("db");
		assertThat(this.shadows.verdict("readiness")).isEqualTo(new ShadowVerdict(ProbeStatus.DOWN,
				List.of(new VerdictReason(Cause.FAILING, "requests", Criticality.REQUIRED)),
				this.checks.time().instant()));
	}

	@Test
	void whatItWouldHaveDoneIsToldOnceAndAddedUp() {
		result("requests", CheckResult.failed("full"));
		after(7);
		result("requests", CheckResult.passed());
		after(100);
		result("requests", CheckResult.failed("full"));
		after(5);
		assertThat(this.shadows.notReady("readiness")).isEqualTo(Duration.ofSeconds(12));
		result("requests", CheckResult.passed());
		assertThat(this.shadows.verdict("readiness")).isNull();
		assertThat(this.shadows.notReady("readiness")).isEqualTo(Duration.ofSeconds(12));
		assertThat(this.changes).hasSize(4);
		assertThat(this.changes.get(0)).returns(null, ShadowChange::before)
			.returns(ProbeStatus.UP, ShadowChange::actual);
		assertThat(this.changes.get(3)).returns(null, ShadowChange::after)
			.returns(Duration.ofSeconds(5), ShadowChange::lasted)
			.returns(Duration.ofSeconds(12), ShadowChange::notReady);
	}

	@Test
	void aShadowThatWouldOnlyDegradeCostsNoReadiness() {
		this.criticality = Criticality.OPTIONAL;
		result("requests", CheckResult.failed("full"));
		after(7);
		assertThat(this.shadows.verdict("readiness")).returns(ProbeStatus.DEGRADED, ShadowVerdict::status);
		assertThat(this.shadows.notReady("readiness")).isZero();
	}

	@Test
	void whatIsNotReadyAnywayIsNoDoingOfTheShadow() {
		result("requests", CheckResult.failed("full"));
		after(7);
		result("db", CheckResult.failed("gone"));
		after(100);
		assertThat(this.shadows.verdict("readiness")).isNull();
		assertThat(this.shadows.notReady("readiness")).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void aShadowOfWhichNothingIsKnownWouldDoNothing() {
		this.checks.addLoad("requests-too");
		this.shadows.look();
		assertThat(this.shadows.verdict("readiness")).isNull();
	}

	@Test
	void theStartDoesNotWaitForAShadow() {
		assertThat(this.probes.hasCompletedStartup()).isTrue();
	}

	private ProbeStatus status() {
		return this.probes.look(this.readiness).status();
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
			this.shadows.look();
		}
	}

	private void result(String check, CheckResult result) {
		this.checks.result(check, result);
		this.checks.result(check, result);
		this.shadows.look();
	}

}
