package dev.probity.probe;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.engine.ManualMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadShedLimitTests {

	private static final int GRANTED = 60;

	private static final int EPISODE = 300;

	private Duration stagger = Duration.ZERO;

	private final LoadShedLimit guard = new LoadShedLimit(
			(check) -> new LoadTerms(this.stagger, Duration.ofSeconds(GRANTED)), 42);

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
		assertThat(this.probes.evaluate(this.readiness)).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.DEGRADED,
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
			after(EPISODE - 1);
		}
		fail("requests");
		assertThat(status()).isEqualTo(ProbeStatus.DEGRADED);
	}

	@Test
	void theTimeIsGrantedAnewOnceLoadHasBeenWellForLong() {
		fail("requests");
		after(10 * GRANTED);
		pass("requests");
		after(EPISODE);
		fail("requests");
		assertThat(status()).isEqualTo(ProbeStatus.DOWN);
		after(GRANTED);
		assertThat(status()).isEqualTo(ProbeStatus.DEGRADED);
	}

	@Test
	void instancesThatAreOverloadedTogetherLeaveAtDifferentTimes() {
		this.stagger = Duration.ofSeconds(100);
		fail("requests");
		assertThat(this.probes.evaluate(this.readiness)).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.DEGRADED,
				List.of(new VerdictReason(Cause.DEFERRED, "requests", Criticality.REQUIRED))));
		assertThat(this.probes.report(this.readiness).members()).singleElement()
			.returns(Effect.DEFERRED, ProbeReport.Member::effect);
		CheckSnapshot failing = this.checks.monitor().snapshot("requests");
		long begin = failing.sinceTick();
		List<Integer> away = IntStream.range(0, 200)
			.mapToObj(
					(second) -> (int) IntStream.range(0, 1000)
						.mapToObj((seed) -> new LoadShedLimit(
								(check) -> new LoadTerms(this.stagger, Duration.ofSeconds(GRANTED)),
								new Random(seed).nextLong()))
						.filter((each) -> each.effectOf(failing,
								new EvaluationTime(begin + Duration.ofSeconds(second).toNanos())) == LoadEffect.ACTING)
						.count())
			.toList();
		assertThat(away.get(0)).isZero();
		assertThat(away.get(30)).isBetween(250, 350);
		assertThat(away).allSatisfy((instances) -> assertThat(instances).isLessThan(650));
		assertThat(away.get(160)).isZero();
	}

	@Test
	void whatIsPutOffIsNoPartOfTheTime() {
		this.stagger = Duration.ofSeconds(100);
		fail("requests");
		int down = 0;
		for (int second = 0; second < 200; second++) {
			down += (status() == ProbeStatus.DOWN) ? 1 : 0;
			after(1);
		}
		assertThat(down).isBetween(GRANTED - 1, GRANTED + 1);
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
		assertThat(this.probes.evaluate(this.readiness)).isEqualTo(new ProbeVerdict("readiness", ProbeStatus.DOWN,
				List.of(new VerdictReason(Cause.FAILING, "db", Criticality.REQUIRED),
						new VerdictReason(Cause.FAILED_OPEN, "requests", Criticality.REQUIRED))));
	}

	@Test
	void aCheckThatOnlyDegradesHasNothingToFailOpen() {
		this.criticality = Criticality.OPTIONAL;
		fail("requests");
		after(10 * GRANTED);
		assertThat(this.probes.evaluate(this.readiness).reasons())
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
	 * its time in any stretch that has no long rest in it.
	 */
	@Test
	void agreesWithCountingSecondBySecond() {
		Random random = new Random(7);
		boolean failing = false;
		int away = 0;
		int rest = 0;
		for (int second = 0; second < 50_000; second++) {
			if (random.nextInt(failing ? 20 : 100) == 0) {
				failing = !failing;
				if (failing) {
					away = (rest >= EPISODE) ? 0 : away;
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
		return this.probes.evaluate(this.readiness).status();
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
