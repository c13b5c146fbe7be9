package dev.probity.sample.probes;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

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
		try (RunningApplication application = RunningApplication.with("orders.quotes.warm-up-to=" + QUOTES);
				Observation observation = Observation.of(application)) {
			for (String path : List.of(Observation.STARTUP, Observation.READINESS)) {
				await().untilAsserted(() -> assertThat(
						KubeletProbe.send(application.port(), path + "?verbose", System.nanoTime()).text())
					.containsPattern("\\[-\\]lifecycle starting: warmQuotes [1-9]\\d*/" + QUOTES + " \\(\\d+s\\)")
					.doesNotContain("first result of"));
			}
			observation.awaitStatus(Observation.READINESS, 200, LONGEST);
			observation.awaitStatus(Observation.STARTUP, 200, Outage.TOLERANCE);
			observation.lookFor(Duration.ofSeconds(1));
			Timeline timeline = observation.timeline();
			for (String path : List.of(Observation.STARTUP, Observation.READINESS)) {
				assertThat(timeline.statuses(path)).as("%s, %s", path, timeline).containsExactly(503, 200);
			}
			for (String path : List.of(Observation.LIVENESS, Observation.CONSTANT)) {
				assertThat(timeline.statuses(path)).as("%s, %s", path, timeline).containsExactly(200);
			}
		}
	}

}
