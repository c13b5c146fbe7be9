package dev.probity.traffic;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.inquiry.AnsweringApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Which requests count as failed, which as answered well, and which not at all.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class RequestOutcomeTests {

	private static RunningApplication application;

	private final WebStack stack;

	private final Counts before = Counts.now();

	RequestOutcomeTests(WebStack stack) {
		this.stack = stack;
	}

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		application = stack.started(AnsweringApplication.class, "spring.mvc.async.request-timeout=1s",
				"logging.level.org.apache=off", "logging.level.org.eclipse.jetty=off",
				"logging.level.org.springframework=off", "logging.level.reactor.netty=off",
				"logging.level.dev.probity.traffic=off", "management.endpoints.web.exposure.include=health,info",
				"management.endpoint.health.group.store.include=orders",
				"management.endpoint.health.group.store.additional-path=server:/healthz");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/ok,200", "/nothing,404", "/thrown/404,404", "/thrown/400,400", "/answered/409,409",
			"/async/thrown/404,404", "/number?value=x,400", "/stream/3,200" })
	void countAsSuccess(String path, int status) {
		assertThat(application.get(path).statusCode()).isEqualTo(status);
		counted(1, 0);
	}

	@ParameterizedTest
	@CsvSource({ "/thrown/500,500", "/thrown/503,503", "/answered/500,500", "/answered/599,599", "/unhandled,500",
			"/async/unhandled,500", "/async/thrown/503,503", "/own/200,200", "/classifier/null/500,500",
			"/classifier/throws/500,500" })
	void countAsFailure(String path, int status) {
		assertThat(application.get(path).statusCode()).isEqualTo(status);
		counted(1, 1);
	}

	@Test
	void anAsynchronousTimeOutCountsAsFailure() {
		assertThat(application.get("/async/never").statusCode()).isEqualTo(this.stack.isReactive() ? 500 : 503);
		counted(1, 1);
	}

	@Test
	void aStreamThatBreaksCountsAsFailureAlthoughItHasBegunWell() {
		try (HttpConnection connection = connection()) {
			connection.send("/stream/broken");
			assertThat(connection.receiveLine()).contains("200");
			counted(1, 1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/servlet/send-error/500,500,1", "/servlet/send-error/404,404,0", "/servlet/async/time-out,500,1",
			"/servlet/async/completed/500,500,1", "/servlet/async/completed/200,200,0",
			"/servlet/async/send-error/500,500,1", "/servlet/async/send-error/404,404,0" })
	void whatServletsDo(String path, int status, int failures) {
		assumeThat(this.stack.isReactive()).isFalse();
		assertThat(application.get(path).statusCode()).isEqualTo(status);
		counted(1, failures);
	}

	@Test
	void aMalformedRequestIsTheClientsFaultWhateverTheContainerThrows() {
		int status = HttpConnection.get(port(), "/number?value=%zz").status();
		assertThat(status).isEqualTo(400);
		await().untilAsserted(() -> assertThat(Counts.now().failed()).isEqualTo(this.before.failed()));
	}

	@Test
	void probesAndActuatorDoNotCount() {
		application.switchboard().orders().fail();
		try {
			await().until(() -> application.get("/readyz").statusCode() == 503);
			for (String path : new String[] { "/livez", "/readyz", "/healthz", "/actuator/health",
					"/actuator/health/readiness", "/actuator/info", "/actuator/nothing" }) {
				application.get(path);
			}
			assertThat(Counts.now()).isEqualTo(this.before);
		}
		finally {
			application.switchboard().orders().pass();
			await().until(() -> application.get("/readyz").statusCode() == 200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/own/ignored", "/own/ignored/500" })
	void whatTheClassifierIgnoresDoesNotCount(String path) {
		application.get(path);
		servedButNotCounted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/stream/endless", "/large", "/async/large" })
	void aClientThatGoesAwayIsNoFailureAndWhereTheServerTellsNotCounted(String path) {
		try (HttpConnection connection = connection()) {
			connection.send(path);
			assertThat(connection.receiveLine()).contains("200");
		}
		if (this.stack.isReactive()) {
			// of an answer that has begun Reactor Netty says so now and then
			await().untilAsserted(() -> assertThat(Counts.now().since(this.before)).returns(1L, Counts::served)
				.returns(0L, Counts::failed));
		}
		else {
			servedButNotCounted();
		}
	}

	@Test
	void onWebFluxAClientThatDoesNotWaitForItsAnswerDoesNotCount() {
		assumeThat(this.stack.isReactive()).isTrue();
		AnsweringApplication.Answers answers = application.bean(AnsweringApplication.Answers.class);
		try (HttpConnection connection = connection()) {
			connection.send("/async/waited-for");
			await().untilAsserted(() -> assertThat(answers.waiting()).isOne());
		}
		servedButNotCounted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/upload", "/caught/upload" })
	void oneThatGoesAwayBeforeItHasSentAllDoesNotCount(String path) throws IOException {
		try (Socket socket = new Socket("localhost", port())) {
			socket.getOutputStream()
				.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
						+ "Content-Type: application/octet-stream\r\n\r\nsome bytes")
					.getBytes(StandardCharsets.US_ASCII));
		}
		servedButNotCounted();
	}

	private void counted(int total, int failed) {
		// an answer may arrive before its end has been seen
		await()
			.untilAsserted(() -> assertThat(Counts.now().since(this.before)).isEqualTo(new Counts(1, total, failed)));
	}

	private void servedButNotCounted() {
		await().atMost(Duration.ofSeconds(20)).until(() -> Counts.now().served() > this.before.served());
		assertThat(Counts.now().since(this.before)).isEqualTo(new Counts(1, 0, 0));
	}

	private HttpConnection connection() {
		return new HttpConnection(port());
	}

	private static int port() {
		return application.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private record Counts(long served, long total, long failed) {

		static Counts now() {
			Traffic traffic = application.bean(Traffic.class);
			return new Counts(traffic.servedRequests(), traffic.countedRequests(), traffic.failedRequests());
		}

		Counts since(Counts earlier) {
			return new Counts(this.served - earlier.served, this.total - earlier.total, this.failed - earlier.failed);
		}

	}

}
