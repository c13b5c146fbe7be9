package dev.probity.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LivenessControl;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.RestartPause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A verdict is kept while nothing can have changed it, and then is what evaluating would
 * come to. A probe that is not one of those given is evaluated each time.
 */
class VerdictCacheTests {

	private static final Map<String, Criticality> MEMBERS = Map.of("db", Criticality.REQUIRED, "redis",
			Criticality.OPTIONAL, "requests", Criticality.REQUIRED, "worker", Criticality.REQUIRED, "heap",
			Criticality.REQUIRED);

	private final LoadShedLimit guard = new LoadShedLimit(
			(check) -> new LoadTerms(Duration.ofSeconds(7), Duration.ofSeconds(20)), 42);

	private final ManualMonitor checks = new ManualMonitor(this.guard);

	private final Instance instance = new Instance();

	private final ReadinessControl control = new ReadinessControl(this.instance, this.checks.time(),
			this.checks.time());

	private final LivenessControl livenessControl = new LivenessControl(this.instance, this.checks.time(),
			this.checks.time());

	private final Probe readiness = probe(ProbeType.READINESS);

	private final Probe liveness = probe(ProbeType.LIVENESS);

	private final ManualRule rule = new ManualRule();

	private final Probes probes = new Probes(List.of(this.readiness, this.liveness), this.checks.monitor(), this.guard,
			this.rule, this.instance, List.of(), this.checks.time());

	private static Probe probe(ProbeType type) {
		return new Probe(type.name(), type, (check) -> MEMBERS.get(check.name()));
	}

	@BeforeEach
	void serve() {
		this.checks.addLoad("requests");
		this.checks.addProgress("worker");
		this.checks.addVital("heap");
		MEMBERS.keySet().forEach((name) -> this.checks.result(name, CheckResult.passed()));
		assertThat(this.probes.hasCompletedStartup()).isTrue();
	}

	@Test
	void asLongAsNothingHappensItIsTheSame() {
		ProbeVerdict verdict = this.probes.evaluate(this.readiness);
		this.checks.time().advance(Duration.ofSeconds(1));
		assertThat(this.probes.evaluate(this.readiness)).isSameAs(verdict);
		this.checks.result("db", CheckResult.passed());
		assertThat(this.probes.evaluate(this.readiness)).isSameAs(verdict);
	}

	@ParameterizedTest
	@EnumSource(value = ProbeType.class, names = { "READINESS", "LIVENESS" })
	void itIsWhatEvaluatingWouldComeTo(ProbeType type) {
		Probe kept = (type == ProbeType.READINESS) ? this.readiness : this.liveness;
		Probe evaluated = probe(type);
		List<String> names = MEMBERS.keySet().stream().sorted().toList();
		Random random = new Random(11);
		int reused = 0;
		ProbeVerdict last = null;
		for (int i = 0; i < 200_000; i++) {
			switch (random.nextInt(40)) {
				case 0, 1, 2 -> this.checks.result(names.get(random.nextInt(names.size())), CheckResult.passed());
				case 3, 4 -> this.checks.result(names.get(random.nextInt(names.size())), CheckResult.failed("no"));
				case 5 -> this.checks.result(names.get(random.nextInt(names.size())), CheckResult.inconclusive("?"));
				case 6 -> {
					if (random.nextInt(10) == 0) {
						Duration timeToLive = Duration.ofSeconds(1 + random.nextInt(30));
						if (random.nextBoolean()) {
							this.control.ready("test", timeToLive);
						}
						else {
							this.control.notReady("test", timeToLive);
						}
					}
				}
				case 7 -> this.checks.time().advance(Duration.ofNanos(1));
				case 8 -> {
					if (random.nextBoolean()) {
						this.rule.hold("db", this.checks.time().read() + random.nextLong(5_000_000_000L), "perhaps");
					}
					else {
						this.rule.letGo("db");
					}
				}
				case 9 -> {
					if (random.nextInt(10) == 0) {
						this.livenessControl.hold("test", Duration.ofSeconds(1 + random.nextInt(30)));
						this.instance
							.pauseRestarts(Map.of("heap", new RestartPause(2, Duration.ofSeconds(random.nextInt(20)),
									this.checks.time().read() + Duration.ofSeconds(random.nextInt(60)).toNanos())));
					}
				}
				default -> this.checks.time().advance(Duration.ofMillis(random.nextInt(400)));
			}
			ProbeVerdict verdict = this.probes.evaluate(kept);
			assertThat(verdict).as("step %d", i).isEqualTo(this.probes.evaluate(evaluated));
			reused += (verdict == last) ? 1 : 0;
			last = verdict;
		}
		assertThat(reused).isGreaterThan(100_000);
	}

}
