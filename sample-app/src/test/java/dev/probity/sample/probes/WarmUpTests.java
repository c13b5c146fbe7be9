package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static dev.probity.test.fault.ProbeAssertions.assertThatStartup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A start that takes its time over a warm-up, and says how far it is.
 */
class WarmUpTests {

	private static final int QUOTES = 5000;

	private static final Duration LONGEST = Duration.ofSeconds(60);

	@Test
	void theStartWaitsForItAndNothingElseDoes() {
		try (RunningApplication application = RunningApplication.with("orders.quotes.warm-up-to=" + QUOTES)) {
			ApplicationContext context = application.context();
			assertThatReadiness(context).answersDuring(() -> assertThatStartup(context)
				.answersDuring(() -> assertThatLiveness(context).neverFailedDuring(() -> {
					saysHowFarItIs(application, KubeletProbe.STARTUP);
					saysHowFarItIs(application, KubeletProbe.READINESS);
					assertThatReadiness(context).comesBackWithin(LONGEST);
				}), ProbeStatus.OUT_OF_SERVICE, ProbeStatus.UP), ProbeStatus.OUT_OF_SERVICE, ProbeStatus.UP);
		}
	}

	private static void saysHowFarItIs(RunningApplication application, String path) {
		await().untilAsserted(
				() -> assertThat(KubeletProbe.send(application.port(), path + "?verbose", System.nanoTime()).text())
					.containsPattern("\\[-\\]lifecycle starting: warmQuotes [1-9]\\d*/" + QUOTES + " \\(\\d+s\\)")
					.doesNotContain("first result of"));
	}

}
