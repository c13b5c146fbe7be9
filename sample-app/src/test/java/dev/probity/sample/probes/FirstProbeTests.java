package dev.probity.sample.probes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

	private static final int STARTS = 2;

	private static final int SMALL_MULTIPLE = 3;

	/** What a busy machine may add; a pool that is opened takes longer. */
	private static final Duration TOLERANCE = Duration.ofMillis(50);

	/**
	 * The first start in a JVM also loads classes.
	 */
	@BeforeAll
	static void startOnce() {
		latencyOfFirstRequest(KubeletProbe.CONSTANT);
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
	void isAsQuickAsTheFirstRequestToAnythingElse(Consumer<TcpProxy> database) {
		database.accept(SharedServer.POSTGRES.proxy());
		List<Duration> constant = new ArrayList<>();
		List<Duration> probe = new ArrayList<>();
		for (int start = 0; start < STARTS; start++) {
			constant.add(latencyOfFirstRequest(KubeletProbe.CONSTANT));
			probe.add(latencyOfFirstRequest(KubeletProbe.READINESS));
		}
		// the best of each: a busy machine can only slow one down
		assertThat(best(probe)).as("first probes %s, first requests to a constant endpoint %s", probe, constant)
			.isLessThan(KubeletProbe.TIMEOUT)
			.isLessThan(best(constant).multipliedBy(SMALL_MULTIPLE).plus(TOLERANCE));
	}

	private static Duration latencyOfFirstRequest(String path) {
		try (RunningApplication application = RunningApplication.with("spring.flyway.enabled=false",
				RunningApplication.NOTHING_TO_SHIP)) {
			Answer first = KubeletProbe.send(application.port(), path, System.nanoTime());
			await().untilAsserted(() -> assertThat(application.borrowers().all()).as("who opened the pool")
				.containsExactly("probity-check-db"));
			return first.latency();
		}
	}

	private static Duration best(List<Duration> latencies) {
		return latencies.stream().min(Comparator.naturalOrder()).orElseThrow();
	}

}
