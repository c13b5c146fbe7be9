package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import dev.probity.engine.ManualMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LivenessControl;
import dev.probity.lifecycle.PastEnd;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.text.TextWithSecret;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No secret gets into what is said of an end, wherever it comes from.
 */
class LastWordsSecretsTests {

	private static final int TEXTS = 150;

	@TempDir
	private Path directory;

	private final ManualTicker time = new ManualTicker();

	private void saysNo(TextWithSecret generated, String where) throws IOException {
		assertThat(Files.readString(this.directory.resolve("termination-log"))).as(where).isNotEmpty();
		assertThat(generated.isIn(Files.readString(this.directory.resolve("termination-log"))))
			.as("message, %s: %s", where, generated.text())
			.isFalse();
		assertThat(generated.isIn(Files.readString(this.directory.resolve(Ledger.FILE))))
			.as("ledger, %s: %s", where, generated.text())
			.isFalse();
		for (PastEnd end : Ledger.open(this.directory, this.time, Runnable::run).ends()) {
			assertThat(generated.isIn(end.words())).as("shown, %s: %s", where, generated.text()).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void noneGetsIntoTheFiles(long seed) throws IOException {
		Path file = Files.createFile(this.directory.resolve("termination-log"));
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < TEXTS; i++) {
			TextWithSecret generated = TextWithSecret.next(random);
			Files.deleteIfExists(this.directory.resolve(Ledger.FILE));
			ContainerEnd end = new ContainerEnd(new TerminationMessage(file, Runnable::run),
					Ledger.open(this.directory, this.time, Runnable::run), "", this.time);
			end.liveness(liveness(generated.text()));
			saysNo(generated, "liveness");
			// as long as it may be, so that it is cut somewhere in the text
			end.startFailed("x".repeat(random.nextInt(1000)) + " " + generated.text());
			saysNo(generated, "start");
		}
	}

	private Finding liveness(String reason) {
		ManualMonitor checks = new ManualMonitor();
		checks.addVital("worker");
		checks.result("worker", CheckResult.failed(reason));
		checks.result("worker", CheckResult.failed(reason));
		Instance instance = new Instance();
		Probes probes = new Probes(
				List.of(new Probe(Probe.LIVENESS, ProbeType.LIVENESS, (check) -> Criticality.REQUIRED)),
				checks.monitor(), instance, checks.time());
		Finding finding = new LivenessFinding(probes, checks.monitor(), instance, checks.time()).evaluate();
		assertThat(finding).isNotNull();
		return finding;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void noneGetsIntoTheReasonOfAHold(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		LivenessControl control = new LivenessControl(new Instance(), this.time, this.time);
		for (int i = 0; i < TEXTS; i++) {
			TextWithSecret generated = TextWithSecret.next(random);
			if (!generated.text().contains("\n") && generated.text().length() <= 200) {
				String reason = control.hold(generated.text(), Duration.ofMinutes(1)).reason();
				assertThat(generated.isIn(reason)).as(generated.text()).isFalse();
			}
		}
	}

}
