package dev.probity.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.fixture.LoggedLines;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.ApplicationReadiness;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeMembers;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.settings.LoggedTransitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says of a probe, beside what it says of checks.
 */
class VerdictLoggerTests {

	private final LoggedLines log = new LoggedLines(VerdictLogger.class);

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final ReadinessControl control = new ReadinessControl(this.instance, this.checks.time(),
			this.checks.time());

	private final Map<String, Criticality> members = Map.of("db", Criticality.REQUIRED, "redis", Criticality.OPTIONAL,
			"requests", Criticality.REQUIRED);

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS,
			((ProbeMembers) (check) -> this.members.get(check.name()))
				.withShadows((check) -> check.name().equals("requests")));

	private final Probes probes = new Probes(
			List.of(new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED), this.readiness,
					new Probe("startup", ProbeType.STARTUP, (check) -> null)),
			this.checks.monitor(), Guards.patient(), this.instance, List.of(), this.checks.time());

	private final VerdictMonitor verdicts = new VerdictMonitor(this.probes, List.of(this.readiness), this.checks.time(),
			this.checks.time(), List.of(new VerdictLogger()));

	@BeforeEach
	void comeUp() {
		this.checks.add("db");
		linesAfter(Duration.ZERO);
	}

	@AfterEach
	void giveBackTheLog() {
		this.log.close();
	}

	private List<String> linesAfter(Duration time) {
		this.checks.time().advance(time);
		this.verdicts.evaluate().run();
		return this.log.next();
	}

	private void isUp() {
		this.checks.result("db", CheckResult.passed());
		linesAfter(Duration.ZERO);
	}

	@Test
	void comingUpIsALineAtDebugLevel() {
		this.checks.result("db", CheckResult.passed());
		assertThat(linesAfter(Duration.ofMillis(4_200))).containsExactly(
				"DEBUG Probe 'readiness' went from OUT_OF_SERVICE to UP after 4.2s. Ready: 1 check passes.",
				"DEBUG Probe 'startup' went from OUT_OF_SERVICE to UP after 4.2s. Started.");
	}

	@Test
	void thatSomethingOptionalIsKnownALittleLaterBelongsToTheStart() {
		this.checks.add("redis");
		this.checks.result("db", CheckResult.passed());
		assertThat(linesAfter(Duration.ofSeconds(1))).noneMatch((line) -> line.startsWith("INFO"));
		this.checks.result("redis", CheckResult.passed());
		assertThat(linesAfter(Duration.ofSeconds(1)))
			.containsExactly("DEBUG Probe 'readiness' went from DEGRADED to UP after 1.0s. Ready: 2 checks pass.");
		this.checks.remove("redis");
		this.checks.add("redis");
		assertThat(linesAfter(Duration.ofSeconds(1))).singleElement()
			.asString()
			.startsWith(
					"WARN Probe 'readiness' went from UP to DEGRADED after 1.0s. Ready, degraded: redis (optional) has ");
	}

	@Test
	void comingUpIsToldWhereAllIs() {
		VerdictMonitor all = new VerdictMonitor(this.probes, List.of(), this.checks.time(), this.checks.time(),
				List.of(new VerdictLogger(LoggedTransitions.ALL)));
		all.evaluate().run();
		this.log.next();
		this.checks.result("db", CheckResult.passed());
		this.checks.time().advance(Duration.ofSeconds(1));
		all.evaluate().run();
		assertThat(this.log.next())
			.contains("INFO Probe 'readiness' went from OUT_OF_SERVICE to UP after 1.0s. Ready: 1 check passes.");
	}

	@Test
	void forTheWorseIsAWarningThatSaysWhyAndWhatComesNextInOneSentence() {
		isUp();
		this.checks.result("db", CheckResult.failed("broken"));
		this.checks.result("db", CheckResult.failed("broken"));
		this.checks.result("redis", CheckResult.failed("broken"));
		this.checks.result("redis", CheckResult.failed("broken"));
		assertThat(linesAfter(Duration.ofSeconds(182))).containsExactly("WARN Probe 'readiness' went from UP to DOWN "
				+ "after 3m2s. Not ready: db (required) failed 2 times (broken), last worked 3m2s ago; is looking again now; "
				+ "ready after 2 successes; also redis (optional) failed 2 times.");
	}

	@Test
	void whatGrowsStaleHasNoOtherLine() {
		isUp();
		assertThat(linesAfter(CheckPolicy.defaults().maxAge().plusMillis(1))).containsExactly(
				"WARN Probe 'readiness' went from UP to DOWN after 17.0s. Not ready: db (required) has had no result "
						+ "for 17s; is looking again now.");
	}

	@Test
	void withoutSomethingOptionalIsAWarningAndBackIsNone() {
		isUp();
		this.checks.result("redis", CheckResult.failed("broken"));
		this.checks.result("redis", CheckResult.failed("broken"));
		assertThat(linesAfter(Duration.ofSeconds(1)))
			.containsExactly("WARN Probe 'readiness' went from UP to DEGRADED after 1.0s. Ready, degraded: redis "
					+ "(optional) failed 2 times (broken), has never worked; is looking again now; passes after 2 successes.");
		this.checks.result("redis", CheckResult.passed());
		this.checks.result("redis", CheckResult.passed());
		assertThat(linesAfter(Duration.ofSeconds(1)))
			.containsExactly("INFO Probe 'readiness' went from DEGRADED to UP after 1.0s. Ready: 2 checks pass.");
	}

	@Test
	void whatAShadowWouldDoIsALineWhenItBeginsAndOneWhenItEnds() {
		isUp();
		this.checks.result("requests", CheckResult.failed("full"));
		this.checks.result("requests", CheckResult.failed("full"));
		assertThat(linesAfter(Duration.ofSeconds(1)))
			.containsExactly("INFO Shadow: probe 'readiness' would be DOWN, and say: Not ready: requests (required) "
					+ "failed 2 times (full), has never worked; is looking again now; ready after 2 successes.");
		assertThat(linesAfter(Duration.ofSeconds(1))).isEmpty();
		this.checks.result("requests", CheckResult.passed());
		this.checks.result("requests", CheckResult.passed());
		assertThat(linesAfter(Duration.ofMillis(500)))
			.containsExactly("INFO Shadow: probe 'readiness' would have been DOWN for 1.5s");
	}

	@Test
	void otherCausesForTheSameAreALineAtDebugLevel() {
		isUp();
		this.control.notReady("draining node 7", Duration.ofMinutes(10));
		assertThat(linesAfter(Duration.ofSeconds(1))).hasSize(1);
		this.control.auto();
		this.instance.publish(ApplicationReadiness.REFUSING_TRAFFIC);
		assertThat(linesAfter(Duration.ofSeconds(1))).containsExactly(
				"DEBUG Probe 'readiness' is still OUT_OF_SERVICE after 1.0s. Not ready for 1s: the application refuses traffic.");
	}

	@Test
	void anOverrideSaysUntilWhenAndWhy() {
		isUp();
		this.control.notReady("draining node 7", Duration.ofMinutes(10));
		assertThat(linesAfter(Duration.ofMinutes(2)))
			.containsExactly("WARN Probe 'readiness' went from UP to OUT_OF_SERVICE after 2m. Not ready: "
					+ "overridden by an operator until 1970-01-01T00:10:00Z (draining node 7).");
		this.control.ready("node 7 is needed", Duration.ofSeconds(90));
		assertThat(linesAfter(Duration.ofMinutes(1)))
			.containsExactly("INFO Probe 'readiness' went from OUT_OF_SERVICE to UP after 1m. Ready: "
					+ "overridden by an operator until 1970-01-01T00:03:30Z (node 7 is needed).");
	}

	@Test
	void thatTheApplicationWantsNoTrafficIsNoWarning() {
		isUp();
		this.instance.publish(ApplicationReadiness.REFUSING_TRAFFIC);
		assertThat(linesAfter(Duration.ofSeconds(1))).containsExactly(
				"INFO Probe 'readiness' went from UP to OUT_OF_SERVICE after 1.0s. Not ready: the application refuses traffic.");
	}

	@Test
	void whatIsDownOnceItHasStartedIsAWarning() {
		this.checks.result("db", CheckResult.failed("broken"));
		this.checks.result("db", CheckResult.failed("broken"));
		assertThat(linesAfter(Duration.ofSeconds(1))).contains(
				"WARN Probe 'readiness' went from OUT_OF_SERVICE to DOWN after 1.0s. Not ready: db (required) failed "
						+ "2 times (broken), has never worked; is looking again now; ready after 2 successes.");
	}

	@Test
	void livenessIsTold() {
		isUp();
		this.instance.publish(ApplicationLiveness.BROKEN);
		assertThat(linesAfter(Duration.ofSeconds(1))).containsExactly(
				"WARN Probe 'liveness' went from UP to DOWN after 1.0s. Not alive: the application reports LivenessState.BROKEN.");
	}

	@Test
	void theLameDuckTellsOfItselfAndSoDoesTheEnd() {
		isUp();
		this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
		assertThat(linesAfter(Duration.ofSeconds(1))).containsExactly(
				"DEBUG Probe 'readiness' went from UP to OUT_OF_SERVICE after 1.0s. Not ready: the instance "
						+ "shuts down, and serves what still comes (lame duck).");
		this.instance.advanceTo(LifecyclePhase.STOPPED);
		assertThat(linesAfter(Duration.ofSeconds(1))).containsExactly(
				"DEBUG Probe 'readiness' is still OUT_OF_SERVICE after 1.0s. Not ready for 1s: the application is stopped.");
	}

}
