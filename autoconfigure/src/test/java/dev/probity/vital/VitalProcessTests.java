package dev.probity.vital;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.TroubledApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What makes a real process fail its liveness, and what never does, as a kubelet sees it.
 */
@Timeout(300)
class VitalProcessTests {

	private static final String[] NOT_NEEDED = { "HikariCP", "spring-boot-starter-jdbc", "spring-boot-jdbc",
			"spring-jdbc", "spring-boot-sql", "spring-boot-r2dbc", "spring-boot-security",
			"spring-boot-starter-security", "spring-security", "spring-boot-starter-grpc", "spring-boot-grpc",
			"spring-grpc", "grpc-", "spring-kafka", "spring-boot-kafka", "kafka", "spring-data-redis",
			"spring-boot-data-redis", "lettuce", "jedis" };

	/** Every bound two seconds or less. */
	private static final String[] IMPATIENT = { "--probity.defaults.interval=200ms", "--probity.defaults.max-age=1s",
			"--probity.defaults.timeout=100ms", "--probity.vitals.scheduler.max-silence=2s",
			"--probity.vitals.memory.duration=1s", "--probity.vitals.heartbeats.worker.max-silence=2s",
			"--probity.vitals.scheduled-tasks.max-silence=2s", "--probity.vitals.task-executors.max-silence=2s",
			"--probity.vitals.oldest-request.max-silence=2s", "--probity.checks.deadlock.interval=100ms",
			"--probity.checks.deadlock.retry-interval=100ms", "--probity.checks.deadlock.timeout=100ms",
			"--probity.checks.[heartbeat/worker].timeout=100ms", "--probity.checks.scheduled-tasks.timeout=100ms" };

	/**
	 * In one process, since each of them takes a JVM to start: it is stopped before
	 * anything is wrong with it, and then one trouble follows the other.
	 */
	@Test
	void aPauseNeverFailsItAndDeadlocksAndATaskThatNeverReturnsDo() {
		try (ChildJvm child = start(IMPATIENT)) {
			int port = awaitReady(child);
			stopAndGoOn(child, port, Duration.ofSeconds(6));
			deadlock(child, port, "monitors", "monitor-");
			assertThat(status(port, "/livez")).isEqualTo(503);
			assertThat(status(port, "/readyz")).isEqualTo(200);
			await().during(Duration.ofSeconds(1)).until(() -> errorsOfDeadlocks(child) == 1);
			deadlock(child, port, "locks", "lock-");
			await().until(() -> errorsOfDeadlocks(child) == 2);
			assertThat(child.output().lines().filter((line) -> line.contains("TroubledApplication$Trouble")))
				.as("dumped")
				.isNotEmpty();
			assertThat(status(port, "/stuck-task")).isEqualTo(200);
			awaitReason(port, "scheduledTasks failed", "Tasks.synchronize");
		}
	}

	private static void deadlock(ChildJvm child, int port, String kind, String thread) {
		assertThat(status(port, "/deadlock/" + kind)).isEqualTo(200);
		awaitReason(port, "deadlock failed", "'" + thread + "a'", "'" + thread + "b'");
	}

	private static void awaitReason(int port, String... parts) {
		await().untilAsserted(() -> assertThat(HttpConnection.get(port, "/livez?verbose").body()).contains(parts));
	}

	private static long errorsOfDeadlocks(ChildJvm child) {
		return child.output().lines().filter((line) -> line.contains("ERROR") && line.contains("eadlock")).count();
	}

	/**
	 * With all bounds at their defaults, and those of work at a minute.
	 */
	@Test
	@Tag("slow")
	void noPauseOfTwoMinutesFailsItEither() {
		try (ChildJvm child = start("--probity.vitals.heartbeats.worker.max-silence=1m",
				"--probity.vitals.scheduled-tasks.max-silence=1m", "--probity.vitals.task-executors.max-silence=1m",
				"--probity.vitals.oldest-request.max-silence=1m")) {
			stopAndGoOn(child, awaitReady(child), Duration.ofMinutes(2));
		}
	}

	private static void stopAndGoOn(ChildJvm child, int port, Duration pause) {
		try (FrozenProcess frozen = child.freeze()) {
			await().pollDelay(pause).atMost(pause.plusSeconds(5)).until(() -> true);
		}
		List<Integer> liveness = new ArrayList<>();
		long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
		while (System.nanoTime() < end) {
			liveness.add(status(port, "/livez"));
		}
		assertThat(liveness).as("liveness from the moment it goes on").hasSizeGreaterThan(100).containsOnly(200);
		assertThat(status(port, "/readyz")).isEqualTo(200);
		assertThat(child.output()).doesNotContain("Probe 'liveness' went");
	}

	private static int status(int port, String path) {
		return HttpConnection.get(port, path).status();
	}

	private static int awaitReady(ChildJvm child) {
		int port = Integer.parseInt(child.awaitLine("^main port (\\d+)$"));
		child.awaitLine("^ready event$");
		await().until(() -> status(port, "/readyz") == 200);
		return port;
	}

	private static ChildJvm start(String... properties) {
		return ChildJvm.start(TroubledApplication.class, WebStack.TOMCAT.classPathWithout(NOT_NEEDED), Map.of(),
				Stream
					.concat(Stream.of("--server.port=0", "--spring.main.banner-mode=off",
							"--management.endpoint.health.show-details=always"), Stream.of(properties))
					.toArray(String[]::new));
	}

}
