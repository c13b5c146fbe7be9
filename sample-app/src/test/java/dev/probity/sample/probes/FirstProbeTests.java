package dev.probity.sample.probes;

import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The first probe after a start, which elsewhere is the one that opens the pool.
 */
class FirstProbeTests {

	/**
	 * The first start in a JVM also loads classes.
	 */
	@BeforeAll
	static void startOnce() {
		firstAnswer();
	}

	@AfterEach
	void heal() {
		SharedServer.POSTGRES.proxy().heal();
	}

	static Stream<Named<Consumer<TcpProxy>>> databases() {
		return Stream.of(Named.of("answers", TcpProxy::heal), Named.of("hangs", TcpProxy::hang));
	}

	@ParameterizedTest(name = "the database {0}")
	@MethodSource("databases")
	void isAnsweredInTimeAndLeavesThePoolToTheCheck(Consumer<TcpProxy> database) {
		database.accept(SharedServer.POSTGRES.proxy());
		assertThat(firstAnswer().status()).as("or none in time").isNotEqualTo(Answer.NONE);
	}

	private static Answer firstAnswer() {
		try (RunningApplication application = RunningApplication.with("spring.flyway.enabled=false",
				RunningApplication.NOTHING_TO_SHIP)) {
			Answer first = KubeletProbe.send(application.port(), KubeletProbe.READINESS, System.nanoTime());
			await().untilAsserted(() -> assertThat(application.borrowers().all()).as("who opened the pool")
				.containsExactly("probity-check-db"));
			return first;
		}
	}

}
