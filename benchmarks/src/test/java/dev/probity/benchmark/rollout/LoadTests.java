package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.probity.benchmark.harness.Patience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * A load sends at its rate, and knows of each request what came of it.
 */
class LoadTests {

	private static final Pattern ORDER = Pattern.compile("GET /work\\?order=(\\d+) HTTP/1.1");

	@Test
	void everyRequestIsCountedOnce() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection) -> {
			answer(connection);
			answer(connection);
			// and every third one is lost
			connection.receive();
		})) {
			Load load = Load.start("test", 200, 1, server.target());
			await().until(() -> server.requests().size() >= 30);
			Tally tally = load.stop();
			int lost = server.requests().size() / 3;
			assertThat(tally.sent()).isEqualTo(server.requests().size());
			assertThat(tally.count(Outcome.CLOSED)).isEqualTo(lost);
			assertThat(tally.failed()).isEqualTo(lost);
			assertThat(tally.count(Outcome.OK)).isEqualTo(tally.sent() - lost);
		}
	}

	@Test
	void whatIsDueWhileTheServerHangsIsSentAndItsWaitIsCounted() throws Exception {
		Duration hang = Duration.ofMillis(500);
		try (ScriptedServer server = new ScriptedServer((connection) -> {
			Patience.pass(hang);
			while (answer(connection)) {
				// the next one
			}
		})) {
			long start = System.nanoTime();
			Load load = Load.start("test", 100, 1, server.target());
			await().until(() -> server.requests().size() >= 50);
			Tally tally = load.stop();
			long elapsed = System.nanoTime() - start;
			assertThat(tally.failures()).isEmpty();
			assertThat((long) tally.sent()).isBetween(50L, TimeUnit.NANOSECONDS.toMillis(elapsed) / 10 + 1);
			assertThat(tally.latency(1)).isGreaterThanOrEqualTo(hang);
			// each after the first was answered at once, and yet
			assertThat(tally.latency(0.5)).isGreaterThan(Duration.ofMillis(50));
		}
	}

	@Test
	void aRequestOfWhichNothingIsKnownIsNotPassedOver() {
		Tally tally = new Tally();
		tally.scheduled();
		tally.scheduled();
		tally.add(Outcome.OK, 0, 0, 1);
		assertThatIllegalStateException().isThrownBy(tally::complete)
			.withMessage("2 requests were to be sent, 1 are counted");
	}

	private static boolean answer(ScriptedServer.Connection connection) throws IOException {
		String body = body(connection.receive());
		if (body != null) {
			connection.send("HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body));
		}
		return body != null;
	}

	private static @Nullable String body(@Nullable String request) {
		Matcher order = ORDER.matcher((request != null) ? request : "");
		return order.matches() ? "{\"order\":%s,\"status\":\"SHIPPED\"}".formatted(order.group(1)) : null;
	}

}
