package dev.probity.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.Visibility;
import dev.probity.text.TextWithSecret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever checks, conditions, operators and beans say: no secret gets into the sentence
 * of a probe, nor into the manifest. What is random is a seed that is named when it
 * fails.
 */
class SecretsOfNewTextsTests {

	private static final int TEXTS = 300;

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final ReadinessControl control = new ReadinessControl(this.instance, this.checks.time(),
			this.checks.time());

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS,
			(check) -> Map.of("db", Criticality.REQUIRED, "redis", Criticality.OPTIONAL).get(check.name()));

	private Probes probes(List<? extends StartupCondition> conditions) {
		return new Probes(List.of(this.readiness), this.checks.monitor(), Guards.patient(), this.instance, conditions,
				this.checks.time());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void whatChecksAndOperatorsSayIsWithoutSecretsInEverySentence(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Probes probes = probes(List.of());
		List<VerdictChange> changes = new ArrayList<>();
		VerdictMonitor verdicts = new VerdictMonitor(probes, List.of(), this.checks.time(), this.checks.time(),
				List.of(changes::add));
		for (int i = 0; i < TEXTS; i++) {
			TextWithSecret generated = TextWithSecret.next(random);
			CheckResult result = switch (random.nextInt(3)) {
				case 0 -> CheckResult.failed(generated.text());
				case 1 -> CheckResult.failed(new IllegalStateException(generated.text()));
				default -> CheckResult.inconclusive(generated.text());
			};
			this.checks.result(random.nextBoolean() ? "db" : "redis", result);
			if (random.nextInt(5) == 0) {
				override(generated);
			}
			verdicts.evaluate().run();
			isWithout(generated, seed, i, probes.summary(this.readiness, Visibility.DETAILS));
			changes.forEach((change) -> isWithout(generated, seed, change.summary()));
			changes.clear();
			this.control.auto();
			this.checks.time().advance(Duration.ofSeconds(1));
		}
	}

	private void override(TextWithSecret generated) {
		try {
			this.control.notReady(generated.text(), Duration.ofMinutes(1));
		}
		catch (IllegalArgumentException ex) {
			isWithout(generated, 0, String.valueOf(ex.getMessage()));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 4, 5, 6 })
	void whatConditionsOfTheStartAreCalledIsWithoutSecrets(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < TEXTS; i++) {
			TextWithSecret generated = TextWithSecret.next(random);
			StartupCondition condition = new Named(generated.text());
			isWithout(generated, seed, i, probes(List.of(condition)).summary(this.readiness, Visibility.DETAILS));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 7, 8, 9 })
	void whatBeansSayOfTheEndIsWithoutSecretsInTheManifestAndIsNoYaml(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < TEXTS; i++) {
			TextWithSecret generated = TextWithSecret.next(random);
			String manifest = new ManifestText(Pods.withEndSum(generated.text())).yaml();
			isWithout(generated, seed, i, manifest);
			assertThat(Pods.parsed(manifest)).as("seed %d, text %d", seed, i)
				.isEqualTo(Pods.parsed(new ManifestText(Pods.withEndSum("reserve 3s = 3s")).yaml()));
		}
	}

	private static void isWithout(TextWithSecret generated, Object... seedAndText) {
		String text = (String) seedAndText[seedAndText.length - 1];
		assertThat(text).as("%s in %s", generated.text(), List.of(seedAndText)).doesNotContain(generated.secret());
	}

	private record Named(String description) implements StartupCondition {

		@Override
		public boolean isMet() {
			return false;
		}

	}

}
