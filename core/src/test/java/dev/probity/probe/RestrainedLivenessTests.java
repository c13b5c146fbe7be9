package dev.probity.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LivenessControl;
import dev.probity.lifecycle.LivenessHold;
import dev.probity.lifecycle.RestartPause;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps liveness from asking for a restart: an operator, who changes the answer and
 * not the verdict, and restarts that did not help, which make it DEGRADED for a while.
 */
class RestrainedLivenessTests {

	private static final Duration PAUSE = Duration.ofMinutes(10);

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final Probe liveness = new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS, (check) -> Criticality.REQUIRED);

	private final Probes probes = new Probes(List.of(this.liveness, this.readiness), this.checks.monitor(),
			this.instance, this.checks.time());

	private final LivenessControl control = new LivenessControl(this.instance, this.checks.time(), this.checks.time());

	@BeforeEach
	void start() {
		this.checks.addVital("worker");
		this.checks.addVital("deadlock");
		pass("worker");
		pass("deadlock");
	}

	private void pass(String check) {
		this.checks.result(check, CheckResult.passed());
		this.checks.result(check, CheckResult.passed());
	}

	private void fail(String check) {
		this.checks.result(check, CheckResult.failed("stuck"));
		this.checks.result(check, CheckResult.failed("stuck"));
	}

	/**
	 * Let time pass in which the check fails again and again.
	 */
	private void failFor(String check, Duration time) {
		this.checks.time().advance(time);
		this.checks.result(check, CheckResult.failed("stuck"));
	}

	private void pauseWorker(int restarts, Duration appliesFor) {
		this.instance.pauseRestarts(
				Map.of("worker", new RestartPause(restarts, PAUSE, this.checks.time().read() + appliesFor.toNanos())));
	}

	private ProbeVerdict verdict() {
		return this.probes.evaluate(this.liveness);
	}

	@Test
	void aHeldVerdictStaysWhatItIsAndIsAnsweredAsPassing() {
		LivenessHold hold = this.control.hold("heap dump", Duration.ofMinutes(1));
		assertThat(verdict().status()).isEqualTo(ProbeStatus.UP);
		fail("worker");
		assertThat(verdict()).isEqualTo(new ProbeVerdict("liveness", ProbeStatus.DOWN,
				List.of(new VerdictReason(Cause.FAILING, "worker", Criticality.REQUIRED)), hold));
		assertThat(verdict().passes()).isTrue();
		assertThat(ProbeHttpStatus.STANDARD.of(verdict())).isEqualTo(200);
		failFor("worker", Duration.ofMinutes(1));
		assertThat(verdict().hold()).isNull();
		assertThat(ProbeHttpStatus.STANDARD.of(verdict())).isEqualTo(503);
	}

	@Test
	void whatTheApplicationPublishesIsHeldToo() {
		this.instance.publish(ApplicationLiveness.BROKEN);
		this.control.hold("heap dump", Duration.ofMinutes(1));
		assertThat(verdict()).returns(ProbeStatus.DOWN, ProbeVerdict::status).returns(true, ProbeVerdict::passes);
	}

	@Test
	void readinessIsNotHeld() {
		this.control.hold("heap dump", Duration.ofMinutes(1));
		fail("worker");
		assertThat(this.probes.evaluate(this.readiness)).returns(ProbeStatus.DOWN, ProbeVerdict::status)
			.returns(false, ProbeVerdict::passes);
	}

	@Test
	void aVitalWhoseRestartsDidNotHelpDegradesAndAsksAgainAfterThePause() {
		pauseWorker(2, Duration.ofMinutes(10));
		fail("worker");
		assertThat(verdict().status()).isEqualTo(ProbeStatus.DEGRADED);
		assertThat(verdict().reasons()).singleElement()
			.returns(Cause.RESTART_PAUSED, VerdictReason::cause)
			.returns("worker", VerdictReason::subject)
			.satisfies((reason) -> assertThat(reason.pause().inWords()).isEqualTo("2 restarts did not help"));
		failFor("worker", PAUSE.minusNanos(1));
		assertThat(verdict().status()).isEqualTo(ProbeStatus.DEGRADED);
		failFor("worker", Duration.ofNanos(1));
		assertThat(verdict().status()).isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void thePauseIsForgottenOnceTheVitalHasPassedLongEnough() {
		pauseWorker(2, Duration.ofMinutes(10));
		this.checks.time().advance(Duration.ofMinutes(10));
		fail("worker");
		assertThat(verdict().status()).isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void aVitalThatRecoversMeanwhileAsksForNothing() {
		pauseWorker(2, Duration.ofMinutes(10));
		fail("worker");
		pass("worker");
		this.checks.time().advance(PAUSE);
		pass("worker");
		assertThat(verdict()).isEqualTo(new ProbeVerdict("liveness", ProbeStatus.UP, List.of()));
	}

	@Test
	void anotherVitalIsNotHeldUpByIt() {
		pauseWorker(2, Duration.ofMinutes(10));
		fail("worker");
		fail("deadlock");
		assertThat(verdict().status()).isEqualTo(ProbeStatus.DOWN);
		assertThat(verdict().reasons()).extracting(VerdictReason::cause)
			.containsExactly(Cause.FAILING, Cause.RESTART_PAUSED);
	}

	@Test
	void whatTheApplicationPublishesIsNoVital() {
		pauseWorker(2, Duration.ofMinutes(10));
		this.instance.publish(ApplicationLiveness.BROKEN);
		assertThat(verdict().status()).isEqualTo(ProbeStatus.DOWN);
	}

}
