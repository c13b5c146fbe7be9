package dev.probity.kafka;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.KafkaServer;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The check of a Kafka cluster, on a real broker in a process of its own.
 */
class KafkaCheckTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	/** What a busy machine may add. */
	private static final Duration TOLERANCE = Duration.ofSeconds(3);

	private final KafkaServer server = server();

	private final Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", this.server.address()));

	private final KafkaCheck check = new KafkaCheck(() -> this.properties, policy(), Ticker.system());

	/**
	 * Where the broker is. Elsewhere the tests are the same.
	 */
	KafkaServer server() {
		return KafkaServer.get();
	}

	@AfterEach
	void close() {
		this.check.close();
		await().until(() -> KafkaServer.clientThreads().isEmpty());
	}

	@Test
	void passesAndTellsClusterControllerAndNodes() throws Exception {
		CheckResult result = awaitPassed();
		assertThat(result.details()).containsEntry("clusterId", "Pr0bityTestCluster0001")
			.containsEntry("controller", "1 at " + this.server.address())
			.containsEntry("nodes", 1);
	}

	@Test
	void asksWithOneClientHoweverOftenItRuns() throws Exception {
		assertThat(KafkaServer.clientThreads()).isEmpty();
		awaitPassed();
		Set<Thread> threads = KafkaServer.clientThreads();
		assertThat(threads).hasSize(1);
		for (int i = 0; i < 50; i++) {
			assertThat(this.check.check()).isInstanceOf(Passed.class);
			assertThat(KafkaServer.clientThreads()).isEqualTo(threads);
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aFrozenBrokerFailsInTimeAndTheSameClientFindsItAgain() throws Exception {
		awaitPassed();
		Set<Thread> threads = KafkaServer.clientThreads();
		try (FrozenProcess frozen = this.server.freeze()) {
			for (int i = 0; i < 3; i++) {
				failsInTime();
			}
		}
		awaitPassed();
		assertThat(KafkaServer.clientThreads()).isEqualTo(threads);
	}

	@Test
	void aKilledBrokerFailsInTimeAndTheSameClientFindsTheNextOne() throws Exception {
		awaitPassed();
		Set<Thread> threads = KafkaServer.clientThreads();
		this.server.kill();
		try {
			for (int i = 0; i < 3; i++) {
				failsInTime();
			}
		}
		finally {
			this.server.restart();
		}
		awaitPassed();
		assertThat(KafkaServer.clientThreads()).isEqualTo(threads);
	}

	private void failsInTime() throws Exception {
		Ticker ticker = Ticker.system();
		long before = ticker.read();
		CheckResult result = this.check.check();
		assertThat(Duration.ofNanos(ticker.read() - before)).isLessThan(TIMEOUT.plus(TOLERANCE));
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(result.reason()).matches("no broker answered within \\d+ms \\(" + this.server.address() + "\\)");
	}

	@Test
	void anAddressWithoutABrokerFailsReadablyAndLogsLittle() throws Exception {
		this.properties.put("bootstrap.servers", List.of("localhost:1", "localhost:2"));
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		Logger log = KafkaServer.clientLog();
		lines.start();
		log.addAppender(lines);
		try {
			for (int i = 0; i < 6; i++) {
				assertThat(this.check.check().reason())
					.matches("no broker answered within \\d+ms \\(localhost:1,localhost:2\\)");
			}
		}
		finally {
			log.detachAppender(lines);
		}
		// about 40 of them are the client's settings and its version
		assertThat(lines.list).hasSizeBetween(5, 80);
	}

	@Test
	void aNewClientIsMadeOnceNobodyHasAnsweredForAWhileAndThenMoreAndMoreSeldom() throws Exception {
		this.properties.put("bootstrap.servers", "localhost:1");
		AtomicLong now = new AtomicLong();
		try (KafkaCheck away = new KafkaCheck(() -> this.properties, policy(), now::get)) {
			for (long seconds : new long[] { 30, 60, 120, 240, 300, 300 }) {
				away.check();
				Set<Thread> threads = KafkaServer.clientThreads();
				assertThat(threads).hasSize(1);
				now.addAndGet(Duration.ofSeconds(seconds).toNanos());
				away.check();
				assertThat(KafkaServer.clientThreads()).isEqualTo(threads);
				now.addAndGet(1);
				away.check();
				await().until(() -> KafkaServer.clientThreads().isEmpty());
			}
		}
	}

	@Test
	void whereTheApplicationGoesElsewhereANewClientFollowsAtOnce() throws Exception {
		this.properties.put("bootstrap.servers", "localhost:1");
		assertThat(this.check.check()).isInstanceOf(Failed.class);
		Set<Thread> threads = KafkaServer.clientThreads();
		this.properties.put("bootstrap.servers", List.of(this.server.address()));
		awaitPassed();
		assertThat(KafkaServer.clientThreads()).hasSize(1).doesNotContainAnyElementsOf(threads);
		this.properties.put("bootstrap.servers", "localhost:1");
		assertThat(this.check.check()).isInstanceOf(Failed.class);
	}

	@Test
	void oneOfTwoServersThatTakesConnectionsAndIsSilentDoesNotHideTheOther() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			this.properties.put("bootstrap.servers",
					List.of("localhost:" + silent.getLocalPort(), this.server.address()));
			// which of the two is asked first is left to chance
			for (int i = 0; i < 4; i++) {
				try (KafkaCheck fresh = new KafkaCheck(() -> this.properties, policy(TIMEOUT.multipliedBy(4)),
						Ticker.system())) {
					for (int run = 0; run < 5; run++) {
						assertThat(fresh.check()).isInstanceOf(Passed.class);
					}
				}
			}
		}
	}

	@Test
	void anAddressThatCannotBeResolvedFailsReadablyAndMakesNoClient() throws Exception {
		this.properties.put("bootstrap.servers", "broker.invalid:9092");
		assertThat(this.check.check())
			.isEqualTo(CheckResult.failed("none of the bootstrap servers can be resolved (broker.invalid:9092)"));
		assertThat(KafkaServer.clientThreads()).isEmpty();
		this.properties.put("bootstrap.servers", "broker.invalid:9092," + this.server.address());
		awaitPassed();
	}

	@Test
	void missingAddressesFailReadably() throws Exception {
		this.properties.clear();
		assertThat(this.check.check().reason()).contains("bootstrap.servers");
		assertThat(KafkaServer.clientThreads()).isEmpty();
	}

	@Test
	void badSecuritySettingsFailReadably() throws Exception {
		this.properties.put("security.protocol", "nonsense");
		assertThat(this.check.check().reason()).contains("nonsense", "security.protocol");
		assertThat(KafkaServer.clientThreads()).isEmpty();
	}

	@Test
	void settingsThatAllowNoClientAreTriedMoreAndMoreSeldom() throws Exception {
		AtomicInteger attempts = new AtomicInteger();
		AtomicLong now = new AtomicLong();
		try (KafkaCheck broken = new KafkaCheck(() -> {
			attempts.incrementAndGet();
			return Map.of();
		}, policy(), now::get)) {
			CheckResult first = broken.check();
			for (int second = 1; second < 600; second++) {
				now.addAndGet(Duration.ofSeconds(1).toNanos());
				assertThat(broken.check()).isEqualTo(first);
			}
		}
		// after 1, 2, 4, 8 and 16 seconds, and every 30
		assertThat(attempts).hasValue(6 + (599 - 31) / 30);
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void isClosedAtOnceWhileABrokerHangs() throws Exception {
		KafkaCheck patient = new KafkaCheck(() -> this.properties, policy(TOLERANCE.multipliedBy(5)), Ticker.system());
		awaitPassed(patient);
		try (FrozenProcess frozen = this.server.freeze()) {
			FutureTask<CheckResult> run = new FutureTask<>(patient::check);
			Thread asking = new Thread(run, "asking");
			asking.start();
			await().until(asking::getState, Thread.State.TIMED_WAITING::equals);
			Ticker ticker = Ticker.system();
			long before = ticker.read();
			patient.close();
			assertThat(Duration.ofNanos(ticker.read() - before)).isLessThan(TOLERANCE);
			assertThat(run.get()).isNotInstanceOf(Passed.class);
		}
	}

	@Test
	void onceClosedMakesNoClient() throws Exception {
		this.check.close();
		assertThat(this.check.check()).isInstanceOf(Inconclusive.class);
		await().until(() -> KafkaServer.clientThreads().isEmpty());
	}

	private CheckResult awaitPassed() {
		return awaitPassed(this.check);
	}

	private static CheckResult awaitPassed(KafkaCheck check) {
		return await().pollDelay(Duration.ZERO)
			.atMost(Duration.ofSeconds(20))
			.until(check::check, Passed.class::isInstance);
	}

	private static CheckPolicy policy() {
		return policy(TIMEOUT);
	}

	private static CheckPolicy policy(Duration timeout) {
		return CheckPolicy.of(timeout, Duration.ofMillis(100), timeout, 1, 1, 0, null);
	}

}
