package dev.probity.sample.probes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.fault.Bounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many probes while the database hangs, on a web server with few threads.
 */
class ProbeStormTests {

	private static final int SERVER_THREADS = 10;

	private static final int SMALL_MULTIPLE = 3;

	/**
	 * What a hang brings along by itself, and what asks.
	 */
	private static final String POOL_DRIVER_AND_PROXY = "(orders|PostgreSQL.JDBC|proxy-|prober).*";

	/** Comes and goes by its schedule. */
	private static final String CHECK = "probity-check-.*";

	private static final String WEB_SERVER = "http-nio-.*-exec-.*";

	private static RunningApplication application;

	@BeforeAll
	static void startAndHang() {
		application = RunningApplication.with("server.tomcat.threads.max=" + SERVER_THREADS,
				"probity.defaults.interval=1s", "probity.defaults.retry-interval=200ms",
				"probity.defaults.timeout=500ms");
		// before the first result of the database, readiness waits, and health as a whole
		// knows of no failure
		assertThatReadiness(application.context()).comesBackWithin(Duration.ofSeconds(30));
		SharedServer.POSTGRES.proxy().hang();
		assertThatReadiness(application.context()).goesDownWithin(Bounds.worstCase("db"));
	}

	@AfterAll
	static void healAndStop() {
		SharedServer.POSTGRES.proxy().heal();
		application.close();
	}

	@Test
	void fiveHundredProbesAddNoThread() throws Exception {
		awaitParkedCheck();
		Set<Thread> before = threads();
		ExecutorService probers = Executors.newFixedThreadPool(2 * SERVER_THREADS,
				(task) -> new Thread(task, "prober"));
		try {
			for (Future<Answer> answer : probers.invokeAll(probes(500))) {
				assertThat(answer.get().status()).as("%s", answer.get()).isEqualTo(503);
				assertThat(answer.get().text()).doesNotContain(RunningApplication.PASSWORD);
			}
			Set<Thread> added = threads();
			added.removeAll(before);
			assertThat(added).filteredOn((thread) -> !thread.getName().matches(CHECK))
				.as("threads that the probes have added")
				.allMatch((thread) -> thread.getName().matches(WEB_SERVER))
				.hasSizeLessThanOrEqualTo(SERVER_THREADS);
			assertThat(Borrowers.waiting()).as("runs, one of which may be stuck").hasSizeLessThanOrEqualTo(2);
			assertThat(application.borrowers().all()).as("threads that have ever asked for a connection")
				.contains("probity-check-db")
				.noneMatch((name) -> name.matches(WEB_SERVER));
			awaitParkedCheck();
		}
		finally {
			probers.shutdownNow();
		}
	}

	@Test
	void anEndpointWithoutTheDatabaseDoesNotNotice() throws Exception {
		Timeline alone = new Timeline();
		try (Rate constant = Rate.perSecond(20, () -> send(KubeletProbe.CONSTANT, alone))) {
			awaitAnswers(alone, 100);
		}
		Timeline together = new Timeline();
		try (Rate probes = Rate.perSecond(20, () -> send(KubeletProbe.READINESS, together));
				Rate constant = Rate.perSecond(20, () -> send(KubeletProbe.CONSTANT, together))) {
			awaitAnswers(together, 100);
		}
		assertThat(together.statuses(KubeletProbe.CONSTANT)).as("%s", together).containsExactly(200);
		assertThat(together.statuses(KubeletProbe.READINESS)).as("%s", together).containsExactly(503);
		assertThat(together.of(KubeletProbe.READINESS)).hasSizeGreaterThan(80);
		assertThat(Timeline.median(together.of(KubeletProbe.CONSTANT))).as("alone: %s, together: %s", alone, together)
			.isLessThan(Timeline.median(alone.of(KubeletProbe.CONSTANT)).multipliedBy(SMALL_MULTIPLE));
	}

	private static List<Callable<Answer>> probes(int count) {
		List<String> paths = List.of(KubeletProbe.READINESS, KubeletProbe.READINESS_GROUP, KubeletProbe.HEALTH);
		List<Callable<Answer>> probes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String path = paths.get(i % paths.size());
			probes.add(() -> probe(path));
		}
		return probes;
	}

	/**
	 * There may be nobody for a moment, between two runs, and two where one is stuck.
	 */
	private static void awaitParkedCheck() {
		await().untilAsserted(() -> assertThat(Borrowers.waiting()).as("threads that wait for a connection")
			.containsOnly("probity-check-db"));
	}

	private static void awaitAnswers(Timeline timeline, int count) {
		await().atMost(KubeletProbe.TIMEOUT.multipliedBy(count))
			.until(() -> timeline.of(KubeletProbe.CONSTANT).size() >= count);
	}

	private static Answer probe(String path) {
		return KubeletProbe.send(application.port(), path, System.nanoTime());
	}

	private static void send(String path, Timeline timeline) {
		timeline.add(KubeletProbe.send(application.port(), path, timeline.origin()));
	}

	private static Set<Thread> threads() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> thread.getName().matches(POOL_DRIVER_AND_PROXY));
		return threads;
	}

}
