package dev.probity.shutdown;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.DepartingApplication;
import dev.probity.fixture.Http2Connection;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.HttpConnection.Response;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process answers from the SIGTERM until it shuts down, and what becomes of its
 * connections.
 */
class LameDuckProcessTests extends LameDuckProcess {

	private static final List<Request> REQUESTS = List.of(new Request("GET", "/page.txt", 200, 4),
			new Request("GET", "/async", 200, 5), new Request("HEAD", "/hello", 200, 0),
			new Request("GET", "/stream", 200, DepartingApplication.STREAM_LENGTH),
			new Request("DELETE", "/hello", 405, Request.ANY), new Request("GET", "/conflict", 409, Request.ANY),
			new Request("GET", "/fails", 500, Request.ANY),
			new Request("GET", "/hello", 400, Request.ANY, "no colon, so the server itself rejects it"));

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void everythingIsServedButReadinessAndConnectionsAreClosed(WebStack stack) {
		ChildJvm child = start(stack, "web", Map.of(), ENABLED, "--probity.lame-duck.duration=4s", HTTP2);
		int port = awaitReady(child);
		for (Request request : REQUESTS) {
			request.answered(port);
		}
		try (HttpConnection kept = new HttpConnection(port);
				HttpConnection other = new HttpConnection(port);
				Http2Connection idle = new Http2Connection(port);
				Http2Connection waiting = new Http2Connection(port)) {
			keeps(kept.get("/hello"), 200);
			keeps(other.get("/nothing"), 404);
			assertThat(idle.get("/hello").status()).isEqualTo(200);
			int held = waiting.send("/held");
			child.awaitLine("^request held$");
			long signalled = System.nanoTime();
			child.terminate();
			child.awaitLine("^.*Lame duck: not ready any more, serving for 4s before shutdown$");
			closes(kept.get("/hello"), 200);
			assertThat(kept.isClosedByServer()).isTrue();
			closes(other.get("/nothing"), 404);
			assertThat(other.isClosedByServer()).isTrue();
			closes(HttpConnection.get(port, "/hello"), 200);
			closes(HttpConnection.get(port, "/nothing"), 404);
			assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(503);
			closes(HttpConnection.get(port, "/livez"), 200);
			closes(HttpConnection.get(port, "/startupz"), 200);
			assertThat(HttpConnection.get(port, "/actuator/health/readiness").body()).contains("LAME_DUCK");
			for (Request request : REQUESTS) {
				closes(request.answered(port), request.status());
			}
			assertThat(idle.awaitGoAway()).as("the last stream that is served").isGreaterThan(1_000_000);
			try (Http2Connection late = new Http2Connection(port)) {
				assertThat(late.get("/hello").status()).isEqualTo(200);
				assertThat(late.awaitGoAway()).isGreaterThan(1_000_000);
			}
			assertThat(idle.get("/hello").status()).as("a request after the GOAWAY").isEqualTo(200);
			assertThat(child.output()).doesNotContain(OVER);
			child.endInput();
			assertThat(waiting.receive(held).body()).isEqualTo("held");
			assertThat(waiting.goAways()).as("before the response").isEmpty();
			waitedOnce(child, "serving for 4s");
			assertThat(since(signalled)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
		}
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void aManagementPortOfItsOwnSaysTheSame(WebStack stack) {
		ChildJvm child = start(stack, "web", Map.of(), ENABLED, SHORT, "--management.server.port=0");
		int port = awaitReady(child);
		int management = Integer.parseInt(child.awaitLine("^management port (\\d+)$"));
		try (HttpConnection kept = new HttpConnection(management)) {
			keeps(kept.get("/actuator/health/readiness"), 200);
			child.terminate();
			child.awaitLine(BEGUN);
			closes(kept.get("/actuator/health/liveness"), 200);
			assertThat(kept.isClosedByServer()).isTrue();
			closes(HttpConnection.get(management, "/actuator/nothing"), 404);
			assertThat(HttpConnection.get(management, "/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(503);
			closes(HttpConnection.get(port, "/hello"), 200);
		}
		waitedOnce(child);
	}

	/**
	 * A request whose answer comes from somewhere else than a controller's usual one.
	 */
	private record Request(String method, String path, int status, int length, String... headers) {

		private static final int ANY = -1;

		private Response answered(int port) {
			Response response = HttpConnection.request(port, this.method, this.path, this.headers);
			assertThat(response.status()).as(this.path).isEqualTo(this.status);
			if (this.length != ANY) {
				assertThat(response.body()).as(this.path).hasSize(this.length);
			}
			return response;
		}

	}

}
