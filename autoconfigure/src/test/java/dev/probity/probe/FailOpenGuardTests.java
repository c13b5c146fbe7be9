package dev.probity.probe;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import dev.probity.check.CheckResult;
import dev.probity.check.ManualMonitor;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailOpenGuardTests {

	private static final int GRANTED = 60;

	private final FailOpenGuard guard = new FailOpenGuard((check) -> Duration.ofSeconds(GRANTED));

	private final ManualMonitor checks = new ManualMonitor(this.guard);

	private final Instance instance = new Instance();

	private Criticality criticality = Criticality.REQUIRED;

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS, (check) -> this.criticality);

	private final Probes probes = new Probes(List.of(this.readiness), this.checks.monitor(), this.guard, this.instance,
			List.of(), this.checks.time());

	@BeforeEach
	void serve() {
		this.checks.addLoad("requests");
		pass("requests");
		assertThat(status()).isEqualTo(ProbeStatus.UP);
	}

	@Test
	void loadKeepsTheInstanceFromBeingReadyForItsTimeAndDegradesItThen() {
		fail("requests");
		assertThat(status()).isEqualTo(ProbeStatus.DOWN);
		after(GRANTED - 1);
		assertThat(status()).isEqualTo(ProbeStatus.DOWN);
		after(1);
		assertThat(this.probes.look(this.readiness)).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.DEGRADED,
				List.of(new VerdictReason(Cause.FAILED_OPEN, "requests", Criticality.REQUIRED))));
		assertThat(this.probes.report(this.readiness).members()).singleElement()
			.returns(Effect.FAILS_OPEN, ProbeReport.Member::effect)
			.returns(Cause.FAILING, ProbeReport.Member::condition);
		pass("requests");
		assertThat(status()).isEqualTo(ProbeStatus.UP);
	}

	@Test
	void relapsesAddUp() {
		for (int i = 0; i < 3; i++) {
			fail("requests");
			after(20);
			pass("requests");
			after(GRANTED - 1);
		}
		fail("requests");
		assertThat(status()).isEqualTo(ProbeStatus.DEGRADED);
	}

	@Test
	void theTimeIsGrantedAnewOnceLoadHasBeenWellForAsLong() {
		fail("requests");
		after(10 * GRANTED);
		pass("requests");
		after(GRANTED);
		fail("requests");
		assertThat(status()).isEqualTo(ProbeStatus.DOWN);
		after(GRANTED);
		assertThat(status()).isEqualTo(ProbeStatus.DEGRADED);
	}

	@Test
	void aDependencyIsNeverLetOff() {
		this.checks.add("db");
		pass("db");
		fail("requests");
		fail("db");
		after(10 * GRANTED);
		this.checks.result("db", CheckResult.failed("gone"));
		assertThat(this.probes.look(this.readiness)).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.DOWN,
				List.of(new VerdictReason(Cause.FAILING, "db", Criticality.REQUIRED),
						new VerdictReason(Cause.FAILED_OPEN, "requests", Criticality.REQUIRED))));
	}

	@Test
	void aCheckThatOnlyDegradesHasNothingToFailOpen() {
		this.criticality = Criticality.OPTIONAL;
		fail("requests");
		after(10 * GRANTED);
		assertThat(this.probes.look(this.readiness).reasons())
			.containsExactly(new VerdictReason(Cause.FAILING, "requests", Criticality.OPTIONAL));
	}

	@Test
	void eachCheckHasItsOwnTime() {
		this.checks.addLoad("errorRate");
		pass("errorRate");
		fail("requests");
		after(GRANTED);
		pass("errorRate");
		assertThat(status()).isEqualTo(ProbeStatus.DEGRADED);
		fail("errorRate");
		assertThat(status()).isEqualTo(ProbeStatus.DOWN);
	}

	/**
	 * Whatever the order of failing and passing, an instance is away for no longer than
	 * its time in any stretch that has no rest of that length in it.
	 */
	@Test
	void agreesWithCountingSecondBySecond() {
		Random random = new Random(7);
		boolean failing = false;
		int away = 0;
		int rest = 0;
		for (int second = 0; second < 50_000; second++) {
			if (random.nextInt(failing ? 20 : 30) == 0) {
				failing = !failing;
				if (failing) {
					away = (rest >= GRANTED) ? 0 : away;
					fail("requests");
				}
				else {
					rest = 0;
					pass("requests");
				}
			}
			ProbeStatus expected = !failing ? ProbeStatus.UP
					: (away < GRANTED) ? ProbeStatus.DOWN : ProbeStatus.DEGRADED;
			assertThat(status()).as("second %d", second).isEqualTo(expected);
			after(1);
			this.checks.result("requests", failing ? CheckResult.failed("full") : CheckResult.passed());
			away += failing ? 1 : 0;
			rest += failing ? 0 : 1;
		}
	}

	private ProbeStatus status() {
		return this.probes.look(this.readiness).status();
	}

	private void after(int seconds) {
		this.checks.time().advance(Duration.ofSeconds(seconds));
	}

	private void fail(String check) {
		this.checks.result(check, CheckResult.failed("full"));
		this.checks.result(check, CheckResult.failed("full"));
	}

	private void pass(String check) {
		this.checks.result(check, CheckResult.passed());
		this.checks.result(check, CheckResult.passed());
	}

}
