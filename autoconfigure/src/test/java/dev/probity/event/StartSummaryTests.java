package dev.probity.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.fixture.LoggedLines;
import dev.probity.lifecycle.Instance;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says of a start.
 */
class StartSummaryTests {

	private final LoggedLines log = new LoggedLines(StartSummary.class);

	private final ManualMonitor checks = new ManualMonitor();

	private final Map<String, Criticality> members = Map.of("db", Criticality.REQUIRED, "redis", Criticality.OPTIONAL);

	private final Probes probes = new Probes(
			List.of(new Probe("liveness", ProbeType.LIVENESS,
					(check) -> check.name().equals("deadlock") ? Criticality.REQUIRED : null),
					new Probe("readiness", ProbeType.READINESS, (check) -> this.members.get(check.name()))),
			this.checks.monitor(), Guards.patient(), new Instance(), List.of(), this.checks.time());

	private final StartSummary summary = new StartSummary(this.probes, this.checks.monitor(), this.checks.time());

	@AfterEach
	void giveBackTheLog() {
		this.log.close();
	}

	private List<String> linesAfter(Duration time) {
		this.checks.time().advance(time);
		this.summary.evaluate();
		return this.log.next();
	}

	private void start() {
		this.checks.add("db");
		this.checks.add("redis");
		this.checks.addVital("deadlock");
		assertThat(linesAfter(Duration.ofMinutes(1))).as("a start that goes on").isEmpty();
		this.checks.result("db", CheckResult.passed());
		this.checks.result("deadlock", CheckResult.passed());
	}

	@Test
	void itIsOneLineOnceEveryCheckIsKnownToPassOrToFail() {
		start();
		assertThat(linesAfter(Duration.ofSeconds(1))).as("redis has had none").isEmpty();
		this.checks.result("redis", CheckResult.passed());
		assertThat(linesAfter(Duration.ofSeconds(1)))
			.containsExactly("INFO Probity: 3 checks pass (db 0ms, redis 0ms); "
					+ "required: db; optional: redis; liveness: deadlock");
		this.checks.result("redis", CheckResult.failed("refused"));
		assertThat(linesAfter(Duration.ofHours(1))).as("later").isEmpty();
	}

	@Test
	void itWaitsForAQuarterOfAMinuteAndSaysWhatDoesNotPass() {
		start();
		linesAfter(Duration.ZERO);
		assertThat(linesAfter(Duration.ofMillis(14_999))).isEmpty();
		assertThat(linesAfter(Duration.ofMillis(1))).containsExactly("INFO Probity: 2 of 3 checks pass (db 0ms); "
				+ "not passing: redis; required: db; optional: redis; liveness: deadlock");
	}

}
