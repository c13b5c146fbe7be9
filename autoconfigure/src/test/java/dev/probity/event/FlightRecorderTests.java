package dev.probity.event;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.probity.change.RecordedChange;
import dev.probity.change.RecordedChange.Subject;
import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is remembered of what has changed.
 */
class FlightRecorderTests {

	private final FlightRecorder recorder = new FlightRecorder();

	private final ManualMonitor checks = new ManualMonitor(this.recorder);

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS, (check) -> Criticality.REQUIRED);

	private final Probe startup = new Probe("startup", ProbeType.STARTUP, (check) -> null);

	private final VerdictMonitor verdicts = new VerdictMonitor(
			new Probes(List.of(this.readiness, this.startup), this.checks.monitor(), Guards.patient(), new Instance(),
					List.of(), this.checks.time()),
			List.of(), this.checks.time(), this.checks.time(), List.of(this.recorder));

	@Test
	void changesOfChecksAndProbesAreThereNewestFirstWithReasonAndCauses() {
		this.checks.add("db");
		this.checks.time().advance(Duration.ofSeconds(2));
		this.checks.result("db", CheckResult.failed("no password=hunter2"));
		this.checks.result("db", CheckResult.failed("no password=hunter2"));
		this.verdicts.evaluate().run();
		assertThat(this.recorder.latest()).filteredOn((change) -> !change.name().equals("startup"))
			.containsExactly(
					new RecordedChange(this.checks.time().instant(), Subject.PROBE, "readiness", "OUT_OF_SERVICE",
							"DOWN", Duration.ofSeconds(2), null,
							List.of(new VerdictReason(Cause.FAILING, "db", Criticality.REQUIRED))),
					new RecordedChange(this.checks.time().instant(), Subject.CHECK, "db", "UNKNOWN", "FAILING",
							Duration.ofSeconds(2), "no password=***", List.of()));
	}

	@Test
	void changesOfTheCausesAloneAreThereToo() {
		this.checks.result("db", CheckResult.failed("broken"));
		this.checks.result("db", CheckResult.failed("broken"));
		this.verdicts.evaluate().run();
		this.checks.result("redis", CheckResult.failed("broken"));
		this.checks.result("redis", CheckResult.failed("broken"));
		this.verdicts.evaluate().run();
		assertThat(this.recorder.latest()).first().satisfies((change) -> {
			assertThat(change.from()).isEqualTo("DOWN");
			assertThat(change.to()).isEqualTo("DOWN");
			assertThat(change.causes()).extracting(VerdictReason::subject).containsExactly("db", "redis");
		});
	}

	@Test
	void whatStartupWaitsForIsThereOnceForItAndReadiness() {
		this.checks.add("db");
		this.verdicts.evaluate().run();
		assertThat(this.recorder.latest()).extracting(RecordedChange::name).containsExactly("readiness");
		this.checks.result("db", CheckResult.passed());
		this.verdicts.evaluate().run();
		assertThat(this.recorder.latest()).extracting((change) -> change.name() + " " + change.to())
			.startsWith("startup UP", "readiness UP");
	}

	@Test
	void whatAnOperatorSaysIsThereAlsoIfItChangesNoProbe() {
		ReadinessControl control = new ReadinessControl(new Instance(), this.checks.time(), this.checks.time());
		ReadinessOverrideMonitor overrides = new ReadinessOverrideMonitor(control, List.of(this.recorder));
		this.checks.time().advance(Duration.ofSeconds(5));
		control.notReady("draining node 7", Duration.ofMinutes(10));
		overrides.evaluate().run();
		this.checks.time().advance(Duration.ofMinutes(10));
		overrides.evaluate().run();
		assertThat(this.recorder.latest()).containsExactly(
				new RecordedChange(this.checks.time().instant(), Subject.OVERRIDE, "readiness", "NOT_READY", "AUTO",
						Duration.ofMinutes(10), null, List.of()),
				new RecordedChange(this.checks.time().instant().minus(Duration.ofMinutes(10)), Subject.OVERRIDE,
						"readiness", "AUTO", "NOT_READY", Duration.ofSeconds(5), "draining node 7", List.of()));
	}

	@Test
	void theLatest256AreRemembered() {
		IntStream.range(0, 300).forEach((i) -> this.checks.result("check" + i, CheckResult.passed()));
		assertThat(this.recorder.latest()).hasSize(256);
		assertThat(this.recorder.latest()).first()
			.satisfies((change) -> assertThat(change.name()).isEqualTo("check299"));
		assertThat(this.recorder.latest()).last().satisfies((change) -> assertThat(change.name()).isEqualTo("check44"));
	}

	@Test
	void whoHoldsThemSeesOneMoment() {
		this.checks.result("db", CheckResult.passed());
		List<RecordedChange> held = this.recorder.latest();
		this.checks.result("redis", CheckResult.passed());
		assertThat(held).hasSize(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(held::clear);
	}

}
