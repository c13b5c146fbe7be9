package dev.probity.shutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.DepartingApplication;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.HttpConnection.Response;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts applications that get a SIGTERM, in JVMs of their own. Where nothing is to be
 * waited for, the duration is longer than the test's patience.
 */
@Timeout(240)
public abstract class LameDuckProcess {

	public static final String[] NOT_NEEDED = { "HikariCP", "spring-boot-starter-jdbc", "spring-boot-jdbc",
			"spring-jdbc", "spring-boot-sql", "spring-boot-r2dbc", "spring-boot-security",
			"spring-boot-starter-security", "spring-security", "spring-boot-starter-grpc", "spring-boot-grpc",
			"spring-grpc", "grpc-" };

	public static final Map<String, String> KUBERNETES = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1",
			"KUBERNETES_SERVICE_PORT", "443");

	private static final String JETTY_HTTP2 = "jetty-http2";

	static final String HTTP2 = "--server.http2.enabled=true";

	static final String ENABLED = "--probity.lame-duck.enabled=true";

	static final String SHORT = "--probity.lame-duck.duration=2s";

	static final String ENDLESS = "--probity.lame-duck.duration=10m";

	static final String BEGUN = "Lame duck: not ready any more, serving for 2s before shutdown";

	static final String OVER = "Lame duck finished: ";

	// 128 + SIGTERM
	static final int TERMINATED = 143;

	private final List<ChildJvm> children = new ArrayList<>();

	@AfterEach
	void end() {
		this.children.forEach(ChildJvm::close);
	}

	static Duration since(long tick) {
		return Duration.ofNanos(System.nanoTime() - tick);
	}

	ChildJvm start(String shape, Map<String, String> environment, String... properties) {
		return start(WebStack.TOMCAT, shape, environment, properties);
	}

	ChildJvm start(WebStack stack, String shape, Map<String, String> environment, String... properties) {
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

	static int awaitReady(ChildJvm child) {
		int port = mainPort(child);
		await().atMost(Duration.ofSeconds(60)).until(() -> HttpConnection.get(port, "/readyz").status() == 200);
		return port;
	}

	static int mainPort(ChildJvm child) {
		return Integer.parseInt(child.awaitLine("^main port (\\d+)$"));
	}

	static void keeps(Response response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.closesConnection()).isFalse();
	}

	static void closes(Response response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.closesConnection()).as(response.toString()).isTrue();
	}

	static void waitedOnce(ChildJvm child) {
		waitedOnce(child, BEGUN);
	}

	static void waitedOnce(ChildJvm child, String begun) {
		assertThat(child.awaitExit()).isEqualTo(TERMINATED);
		assertThat(child.output()).containsOnlyOnce(begun).containsOnlyOnce(OVER);
	}

	static void didNotWait(ChildJvm child) {
		assertThat(child.awaitExit()).as(child::output).isEqualTo(TERMINATED);
		assertThat(child.output()).doesNotContain("Lame duck");
	}

}
