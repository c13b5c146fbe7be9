package dev.probity.benchmark.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A load counts what the server has answered, and what it has not.
 */
class LoadTests {

	private static final Duration WINDOW = Duration.ofMillis(300);

	private final AtomicLong answered = new AtomicLong();

	private HttpServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			byte[] body = "body".getBytes(StandardCharsets.US_ASCII);
			exchange.sendResponseHeaders((this.answered.incrementAndGet() % 2 == 0) ? 200 : 503, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stopServer() {
		this.server.stop(0);
	}

	@Test
	void everyAnswerIsCountedWithItsStatus() throws IOException {
		Sample sample = Load.closedLoop(port(), "/", 4).run(WINDOW);
		assertThat(sample.answered()).isGreaterThan(4).isEqualTo(this.answered.get());
		assertThat(sample.statuses()).containsOnlyKeys(200, 503);
		assertThat(sample.statuses().get(503)).isEqualTo((this.answered.get() + 1) / 2);
		assertThat(sample.unanswered()).isZero();
	}

	@Test
	void aSteadyPaceIsNotExceeded() throws IOException {
		Sample sample = Load.steady(port(), "/", 50).run(WINDOW);
		// 15 in 300 ms; fewer on a machine that pauses
		assertThat(sample.answered()).isBetween(2L, 16L);
	}

	@Test
	void aConnectionThatTheServerClosesIsOpenedAgain() throws IOException {
		this.server.createContext("/last", (exchange) -> {
			exchange.getResponseHeaders().set("Connection", "close");
			exchange.sendResponseHeaders(503, -1);
			exchange.close();
		});
		Sample sample = Load.closedLoop(port(), "/last", 2).run(WINDOW);
		assertThat(sample.answered()).isGreaterThan(2);
		assertThat(sample.unanswered()).isZero();
		assertThat(Load.steady(port(), "/last", 50).run(WINDOW).answered()).isBetween(2L, 16L);
	}

	@Test
	void whatIsNotAnsweredInTimeIsCounted() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Sample sample = Load.closedLoop(silent.getLocalPort(), "/", 3).run(WINDOW);
			assertThat(sample.unanswered()).isEqualTo(3);
			assertThat(sample.answers()).isEqualTo("3 × no answer");
			assertThat(sample.millis(50)).isNaN();
		}
	}

	private int port() {
		return this.server.getAddress().getPort();
	}

}
