package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The client sends each request once, and says what came of it.
 */
class KeepAliveClientTests {

	private static final String OK = "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nright";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("endings")
	void aRequestIsSentOnceWhateverComesOfIt(Outcome outcome, String what, ScriptedServer.Script script)
			throws IOException {
		try (ScriptedServer server = new ScriptedServer(script);
				KeepAliveClient client = new KeepAliveClient(server.target(), TIMEOUT)) {
			assertThat(get(client)).isEqualTo(outcome);
			assertThat(server.requests()).containsExactly("GET /path HTTP/1.1");
		}
	}

	static Stream<Arguments> endings() {
		return Stream.of(ending(Outcome.OK, "a length", OK),
				ending(Outcome.OK, "chunks",
						"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nri\r\n3\r\nght\r\n0\r\n\r\n"),
				ending(Outcome.CLOSED, "no answer", ""),
				arguments(Outcome.RESET, "no answer", (ScriptedServer.Script) (connection) -> {
					connection.receive();
					connection.reset();
				}), ending(Outcome.TRUNCATED, "a part of the head", "HTTP/1.1 200\r\nConte"),
				ending(Outcome.TRUNCATED, "a part of the body", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nrig"),
				ending(Outcome.TRUNCATED, "chunks without the last one",
						"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nright\r\n"),
				ending(Outcome.TRUNCATED, "the right body without a length", "HTTP/1.1 200\r\n\r\nright"),
				ending(Outcome.TRUNCATED, "another language", "220 mail.example.org ESMTP\r\n\r\n"),
				ending(Outcome.SERVER_ERROR, "503", "HTTP/1.1 503\r\nContent-Length: 5\r\n\r\nright"),
				ending(Outcome.OTHER_STATUS, "404", "HTTP/1.1 404\r\nContent-Length: 5\r\n\r\nright"),
				ending(Outcome.WRONG_BODY, "that of another", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nwrong"));
	}

	private static Arguments ending(Outcome outcome, String what, String answer) {
		return arguments(outcome, what, (ScriptedServer.Script) (connection) -> {
			connection.receive();
			connection.send(answer);
		});
	}

	@Test
	void aRequestThatIsNotAnsweredInTimeIsNotSentAgain() throws IOException {
		try (ScriptedServer server = new ScriptedServer((connection) -> {
			connection.receive();
			connection.send("HTTP/1.1 200\r\n");
			connection.awaitEnd();
		}); KeepAliveClient client = new KeepAliveClient(server.target(), Duration.ofMillis(200))) {
			assertThat(get(client)).isEqualTo(Outcome.TIMED_OUT);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void whereNobodyListensItIsRefused() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		try (KeepAliveClient client = new KeepAliveClient(Target.port(port), TIMEOUT)) {
			assertThat(get(client)).isEqualTo(Outcome.REFUSED);
		}
	}

	@Test
	void withoutAnEndpointItIsRefused() {
		try (KeepAliveClient client = new KeepAliveClient(new Endpoints(), TIMEOUT)) {
			assertThat(get(client)).isEqualTo(Outcome.REFUSED);
		}
	}

	@Test
	void aConnectionIsKept() throws IOException {
		try (ScriptedServer server = new ScriptedServer((connection) -> connection.answerAll(OK), (other) -> {
		}); KeepAliveClient client = new KeepAliveClient(server.target(), TIMEOUT)) {
			assertThat(get(client)).isEqualTo(Outcome.OK);
			assertThat(get(client)).isEqualTo(Outcome.OK);
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	void aRequestOnAKeptConnectionThatBreaksIsLost() throws IOException {
		try (ScriptedServer server = new ScriptedServer((connection) -> {
			connection.receive();
			connection.send(OK);
			connection.receive();
		}, (connection) -> connection.answerAll(OK));
				KeepAliveClient client = new KeepAliveClient(server.target(), TIMEOUT)) {
			assertThat(get(client)).isEqualTo(Outcome.OK);
			assertThat(get(client)).isEqualTo(Outcome.CLOSED);
			assertThat(server.requests()).hasSize(2);
			assertThat(get(client)).isEqualTo(Outcome.OK);
		}
	}

	@Test
	void aConnectionThatIsToBeClosedIsNotUsedAgain() throws IOException {
		try (ScriptedServer server = new ScriptedServer((connection) -> {
			connection.receive();
			connection.send(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
			connection.awaitEnd();
		}, (connection) -> connection.answerAll(OK));
				KeepAliveClient client = new KeepAliveClient(server.target(), TIMEOUT)) {
			assertThat(get(client)).isEqualTo(Outcome.OK);
			assertThat(get(client)).isEqualTo(Outcome.OK);
		}
	}

	@Test
	void aConnectionThatIsKnownToBeClosedIsNotWrittenOn() throws IOException {
		CountDownLatch closed = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((connection) -> {
			connection.receive();
			connection.send(OK);
		}, (connection) -> {
			// the one before has been closed
			closed.countDown();
			connection.answerAll(OK);
		});
				KeepAliveClient client = new KeepAliveClient(server.target(), TIMEOUT);
				KeepAliveClient other = new KeepAliveClient(server.target(), TIMEOUT)) {
			assertThat(get(client)).isEqualTo(Outcome.OK);
			await().until(() -> get(other) == Outcome.OK);
			other.close();
			assertThat(closed.getCount()).isZero();
			assertThat(get(client)).isEqualTo(Outcome.OK);
		}
	}

	private static Outcome get(KeepAliveClient client) {
		return client.get("/path", "right");
	}

}
