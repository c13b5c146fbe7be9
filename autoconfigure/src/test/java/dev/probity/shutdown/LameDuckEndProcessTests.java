package dev.probity.shutdown;

import java.time.Duration;
import java.util.Map;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the lame duck of a process that gets a SIGTERM is over, and what comes then.
 */
class LameDuckEndProcessTests extends LameDuckProcess {

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

	private static long countEvents(HttpConnection stream) {
		long events = 0;
		for (String line = stream.receiveLine(); line != null; line = stream.receiveLine()) {
			events += line.startsWith("data:") ? 1 : 0;
		}
		return events;
	}

}
