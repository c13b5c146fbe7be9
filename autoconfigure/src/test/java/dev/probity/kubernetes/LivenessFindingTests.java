package dev.probity.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LivenessControl;
import dev.probity.lifecycle.RestartPause;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Why liveness fails, in one line.
 */
class LivenessFindingTests {

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final Probes probes = new Probes(
			List.of(new Probe(Probe.LIVENESS, ProbeType.LIVENESS,
					(check) -> check.name().equals("memory") ? Criticality.OBSERVED : Criticality.REQUIRED)),
			this.checks.monitor(), this.instance, this.checks.time());

	private final LivenessFinding finding = new LivenessFinding(this.probes, this.checks.monitor(), this.instance,
			this.checks.time());

	private void fail(String vital, String reason) {
		if (this.checks.monitor().snapshot(vital) == null) {
			this.checks.addVital(vital);
		}
		this.checks.result(vital, CheckResult.failed(reason));
		this.checks.result(vital, CheckResult.failed(reason));
	}

	@Test
	void nothingIsFoundWhileAllIsWellOrOnlyADependencyFails() {
		this.checks.result("db", CheckResult.failed("refused"));
		this.checks.result("db", CheckResult.failed("refused"));
		assertThat(this.finding.evaluate()).isNull();
		assertThat(this.finding.asksForRestart()).isFalse();
	}

	@Test
	void itNamesTheVitalItsReasonAndForHowLong() {
		fail("heartbeat/poller", "no beat for 20s");
		this.checks.time().advance(Duration.ofSeconds(31));
		fail("heartbeat/poller", "no beat for 51s");
		assertThat(this.finding.evaluate())
			.isEqualTo(Finding.of("heartbeat/poller", "liveness: heartbeat/poller: no beat for 51s, for 31s"));
		assertThat(this.finding.asksForRestart()).isTrue();
	}

	@Test
	void whatNeverWaitsComesFirst() {
		fail("heartbeat/poller", "no beat for 20s");
		fail("deadlock", "a and b");
		assertThat(this.finding.evaluate()).returns("deadlock", Finding::reason)
			.returns("liveness: heartbeat/poller: no beat for 20s, for 0ms; deadlock: a and b, for 0ms",
					Finding::words);
	}

	@Test
	void whatTheApplicationPublishesIsSaid() {
		this.instance.publish(ApplicationLiveness.BROKEN);
		assertThat(this.finding.evaluate())
			.isEqualTo(Finding.of("broken", "liveness: the application has published LivenessState.BROKEN"));
	}

	@Test
	void anExhaustedHeapIsSaidAlsoWhereLivenessDoesNotMind() {
		fail("memory", "the heap is 97% full after collection");
		assertThat(this.finding.evaluate())
			.isEqualTo(Finding.of("memory", "memory: the heap is 97% full after collection, for 0ms"));
		assertThat(this.finding.asksForRestart()).isFalse();
	}

	@Test
	void aHoldChangesNothingButThatNoRestartIsAskedFor() {
		fail("deadlock", "a and b");
		new LivenessControl(this.instance, this.checks.time(), this.checks.time()).hold("heap dump",
				Duration.ofMinutes(1));
		assertThat(this.finding.evaluate()).returns("deadlock", Finding::reason);
		assertThat(this.finding.asksForRestart()).isFalse();
	}

	@Test
	void afterAPauseItSaysHowLongThatWas() {
		Duration pause = Duration.ofMinutes(10);
		this.instance
			.pauseRestarts(Map.of("worker", new RestartPause(2, pause, this.checks.time().read() + pause.toNanos())));
		fail("worker", "stuck");
		assertThat(this.finding.evaluate()).as("no restart is asked for yet").isNull();
		this.checks.time().advance(pause);
		fail("worker", "stuck");
		assertThat(this.finding.evaluate()).returns(pause, Finding::held);
	}

}
