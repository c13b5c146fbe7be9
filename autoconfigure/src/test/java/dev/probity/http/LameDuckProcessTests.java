package dev.probity.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.DepartingApplication;
import dev.probity.fixture.Http2Connection;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.HttpConnection.Response;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.probe.Instance;
import dev.probity.probe.LifecyclePhase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens on SIGTERM, in JVMs of their own. Where nothing is to be waited for, the
 * duration is longer than the test's patience.
 */
@Timeout(120)
class LameDuckProcessTests {

	static final String[] NOT_NEEDED = { "HikariCP", "spring-boot-starter-jdbc", "spring-boot-jdbc", "spring-jdbc",
			"spring-boot-sql", "spring-boot-r2dbc", "spring-boot-security", "spring-boot-starter-security",
			"spring-security", "spring-boot-starter-grpc", "spring-boot-grpc", "spring-grpc", "grpc-" };

	static final Map<String, String> KUBERNETES = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1",
			"KUBERNETES_SERVICE_PORT", "443");

	private static final String JETTY_HTTP2 = "jetty-http2";

	private static final String HTTP2 = "--server.http2.enabled=true";

	private static final String ENABLED = "--probity.lame-duck.enabled=true";

	private static final String SHORT = "--probity.lame-duck.duration=2s";

	private static final String ENDLESS = "--probity.lame-duck.duration=10m";

	private static final String BEGUN = "Lame duck: not ready any more, serving for 2s before shutdown";

	private static final String OVER = "Lame duck: over; ";

	// 128 + SIGTERM
	private static final int TERMINATED = 143;

	private static final List<Request> REQUESTS = List.of(new Request("GET", "/page.txt", 200, 4),
			new Request("GET", "/async", 200, 5), new Request("HEAD", "/hello", 200, 0),
			new Request("GET", "/stream", 200, DepartingApplication.STREAM_LENGTH),
			new Request("DELETE", "/hello", 405, Request.ANY), new Request("GET", "/conflict", 409, Request.ANY),
			new Request("GET", "/fails", 500, Request.ANY),
			new Request("GET", "/hello", 400, Request.ANY, "no colon, so the server itself rejects it"));

	private final List<ChildJvm> children = new ArrayList<>();

	@AfterEach
	void end() {
		this.children.forEach(ChildJvm::close);
	}

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

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void onKubernetesItIsOnByDefaultAndAHierarchyOfContextsWaitsOnce(WebStack stack) {
		ChildJvm child = start(stack, "hierarchy", KUBERNETES, SHORT);
		int port = awaitReady(child);
		child.terminate();
		child.awaitLine(BEGUN);
		closes(HttpConnection.get(port, "/hello"), 200);
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(503);
		waitedOnce(child);
	}

	/**
	 * At once, since each of them takes its time.
	 */
	@Test
	void whatIsUnderWayIsServedToItsEndAndASecondSignalChangesNothing() {
		String phase = "--spring.lifecycle.timeout-per-shutdown-phase=";
		ChildJvm slow = start("web", Map.of(), ENABLED, SHORT, phase + "30s");
		ChildJvm streaming = start("web", Map.of(), ENABLED, SHORT, phase + "3s");
		ChildJvm signalledTwice = start("web", Map.of(), ENABLED, SHORT);
		int slowPort = awaitReady(slow);
		int streamingPort = awaitReady(streaming);
		int port = awaitReady(signalledTwice);
		try (HttpConnection request = new HttpConnection(slowPort);
				HttpConnection stream = new HttpConnection(streamingPort)) {
			request.send("/slow?seconds=20");
			slow.awaitLine("^slow request$");
			stream.send("/events");
			assertThat(stream.receiveLine()).contains("200");
			long signalled = System.nanoTime();
			slow.terminate();
			streaming.terminate();
			signalledTwice.terminate();
			signalledTwice.awaitLine(BEGUN);
			signalledTwice.terminate();
			closes(HttpConnection.get(port, "/hello"), 200);
			streaming.awaitLine(OVER);
			long lastEvents = countEvents(stream);
			assertThat(lastEvents).as("events after the lame duck, until graceful shutdown is over").isGreaterThan(10);
			waitedOnce(signalledTwice);
			waitedOnce(streaming);
			assertThat(since(signalled)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
			assertThat(request.receive().body()).isEqualTo("slow");
			waitedOnce(slow);
			assertThat(since(signalled)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
		}
	}

	@Test
	void itEndsEarlyOnceTheBalancerKnowsAndNobodyAsksForAnything() {
		ChildJvm child = start("web", Map.of(), ENABLED, "--probity.lame-duck.duration=1m",
				"--probity.lame-duck.early-end.enabled=true", "--probity.lame-duck.early-end.not-ready-answers=2",
				"--probity.lame-duck.early-end.quiet-time=1s", "--probity.lame-duck.http-status=404");
		int port = awaitReady(child);
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(200);
		child.terminate();
		child.awaitLine("serving for 1m before shutdown");
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(404);
		assertThat(HttpConnection.get(port, "/hello").status()).isEqualTo(200);
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(404);
		assertThat(child.awaitExit()).isEqualTo(TERMINATED);
		assertThat(child.output())
			.containsPattern("Lame duck: ended early after \\S+, since every balancer has been told "
					+ "2 times or more, and no request came for 1s; 1 request served since the signal, shutting down");
	}

	@Test
	void whereItIsOffNothingIsWaitedFor() {
		ChildJvm elsewhere = start("web", Map.of(), ENDLESS);
		ChildJvm disabled = start("web", KUBERNETES, "--probity.lame-duck.enabled=false", ENDLESS);
		ChildJvm test = start("web", Map.of(), ENABLED, ENDLESS,
				"--org.springframework.boot.test.context.SpringBootTestContextBootstrapper=true");
		List<ChildJvm> all = List.of(elsewhere, disabled, test);
		all.forEach(LameDuckProcessTests::awaitReady);
		all.forEach(ChildJvm::terminate);
		all.forEach(LameDuckProcessTests::didNotWait);
	}

	@Test
	void whereNobodyIsServedNothingIsWaitedFor() {
		ChildJvm job = start("job", Map.of(), ENABLED, ENDLESS);
		ChildJvm neverAsked = start("web", Map.of(), ENABLED, ENDLESS);
		ChildJvm failed = start("web", Map.of(), ENABLED, ENDLESS, "--runner=fails");
		job.awaitLine("^ready event$");
		job.terminate();
		neverAsked.awaitLine("^ready event$");
		neverAsked.terminate();
		int port = mainPort(failed);
		failed.awaitLine("^runner runs$");
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(503);
		failed.endInput();
		didNotWait(job);
		didNotWait(neverAsked);
		assertThat(failed.awaitExit()).isEqualTo(1);
		assertThat(failed.output()).contains("The runner fails").doesNotContain("Lame duck");
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void aStartThatIsStillUnderWayNeverMakesItReady(WebStack stack) {
		ChildJvm child = start(stack, "web", Map.of(), ENABLED, ENDLESS, "--runner=slow", "--management.server.port=0");
		int port = mainPort(child);
		int management = Integer.parseInt(child.awaitLine("^management port (\\d+)$"));
		child.awaitLine("^runner runs$");
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(503);
		try (HttpConnection held = new HttpConnection(port)) {
			// holds up the graceful shutdown, so that somebody can still be asked
			held.send("/held");
			child.awaitLine("^request held$");
			child.terminate();
			child.awaitLine("^ready event$");
			Response readiness = HttpConnection.get(management, "/actuator/health/readiness");
			assertThat(readiness.status()).isEqualTo(503);
			assertThat(readiness.body()).contains("LAME_DUCK");
			child.endInput();
			assertThat(held.receive().body()).isEqualTo("held");
		}
		didNotWait(child);
	}

	@Test
	void aContextThatIsClosedWhileTheJvmGoesOnDoesNotWait() {
		RunningApplication application = RunningApplication.started(PlainApplication.class,
				"probity.lame-duck.enabled=true", "probity.lame-duck.duration=10m");
		Instance instance = application.bean(Instance.class);
		application.close();
		assertThat(instance.state().phase()).isEqualTo(LifecyclePhase.STOPPED);
	}

	private static long countEvents(HttpConnection stream) {
		long events = 0;
		for (String line = stream.receiveLine(); line != null; line = stream.receiveLine()) {
			events += line.startsWith("data:") ? 1 : 0;
		}
		return events;
	}

	private static Duration since(long tick) {
		return Duration.ofNanos(System.nanoTime() - tick);
	}

	private ChildJvm start(String shape, Map<String, String> environment, String... properties) {
		return start(WebStack.TOMCAT, shape, environment, properties);
	}

	private ChildJvm start(WebStack stack, String shape, Map<String, String> environment, String... properties) {
		String[] arguments = new String[properties.length + 5];
		arguments[0] = shape;
		arguments[1] = "--server.port=0";
		arguments[2] = "--spring.main.banner-mode=off";
		arguments[3] = "--management.endpoint.health.show-components=always";
		// the default would be that of each process on this machine
		arguments[4] = "--probity.probe-port=0";
		System.arraycopy(properties, 0, arguments, 5, properties.length);
		List<String> without = new ArrayList<>(List.of(NOT_NEEDED));
		if (!List.of(properties).contains(HTTP2)) {
			without.add(JETTY_HTTP2);
		}
		ChildJvm child = ChildJvm.start(DepartingApplication.class,
				stack.classPathWithout(without.toArray(String[]::new)), environment, arguments);
		this.children.add(child);
		return child;
	}

	private static int awaitReady(ChildJvm child) {
		int port = mainPort(child);
		await().atMost(Duration.ofSeconds(30)).until(() -> HttpConnection.get(port, "/readyz").status() == 200);
		return port;
	}

	private static int mainPort(ChildJvm child) {
		return Integer.parseInt(child.awaitLine("^main port (\\d+)$"));
	}

	private static void keeps(Response response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.closesConnection()).isFalse();
	}

	private static void closes(Response response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.closesConnection()).as(response.toString()).isTrue();
	}

	private static void waitedOnce(ChildJvm child) {
		waitedOnce(child, BEGUN);
	}

	private static void waitedOnce(ChildJvm child, String begun) {
		assertThat(child.awaitExit()).isEqualTo(TERMINATED);
		assertThat(child.output()).containsOnlyOnce(begun).containsOnlyOnce(OVER);
	}

	private static void didNotWait(ChildJvm child) {
		assertThat(child.awaitExit()).as(child::output).isEqualTo(TERMINATED);
		assertThat(child.output()).doesNotContain("Lame duck");
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
