package dev.probity.http;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	/** Every bound a second or two. */
	private static final String[] IMPATIENT = { "--probity.defaults.interval=200ms", "--probity.defaults.max-age=1s",
			"--probity.defaults.timeout=100ms", "--probity.vitals.scheduler.max-silence=1s",
			"--probity.vitals.memory.duration=1s", "--probity.vitals.heartbeats.worker.max-silence=1s",
			"--probity.vitals.scheduled-tasks.max-silence=1s", "--probity.vitals.task-executors.max-silence=1s",
			"--probity.vitals.oldest-request.max-silence=1s", "--probity.checks.deadlock.interval=100ms",
			"--probity.checks.deadlock.retry-interval=100ms", "--probity.checks.deadlock.timeout=100ms",
			"--probity.checks.[heartbeat/worker].timeout=100ms", "--probity.checks.scheduled-tasks.timeout=100ms" };

	@ParameterizedTest
	@CsvSource({ "monitors,monitor-", "locks,lock-" })
	void twoThreadsThatWaitForOneAnotherFailIt(String kind, String thread) {
		try (ChildJvm child = start(IMPATIENT)) {
			int port = awaitReady(child);
			assertThat(status(port, "/livez")).isEqualTo(200);
			assertThat(status(port, "/deadlock/" + kind)).isEqualTo(200);
			await().until(() -> status(port, "/livez") == 503);
			assertThat(HttpConnection.get(port, "/livez?verbose").body()).contains("deadlock failed",
					"'" + thread + "a'", "'" + thread + "b'");
			assertThat(status(port, "/readyz")).isEqualTo(200);
			await().pollDelay(Duration.ofSeconds(1)).until(() -> status(port, "/livez") == 503);
			assertThat(child.output().lines().filter((line) -> line.contains("TroubledApplication$Trouble")))
				.as("dumped")
				.isNotEmpty();
			assertThat(child.output().lines().filter((line) -> line.contains("ERROR") && line.contains("eadlock")))
				.as("said once")
				.hasSize(1);
		}
	}

	@Test
	void aScheduledTaskThatNeverReturnsFailsItByName() {
		try (ChildJvm child = start(IMPATIENT)) {
			int port = awaitReady(child);
			assertThat(status(port, "/stuck-task")).isEqualTo(200);
			await().until(() -> status(port, "/livez") == 503);
			assertThat(HttpConnection.get(port, "/livez?verbose").body()).contains("scheduledTasks failed",
					"Tasks.synchronize");
		}
	}

	@Test
	void aProcessThatWasStoppedForLongerThanAnyBoundIsLiveWhenItGoesOn() {
		stopAndGoOn(Duration.ofSeconds(4), IMPATIENT);
	}

	/**
	 * With all bounds at their defaults, and those of work at a minute.
	 */
	@Test
	@Tag("slow")
	void soIsOneThatWasStoppedForTwoMinutes() {
		stopAndGoOn(Duration.ofMinutes(2), "--probity.vitals.heartbeats.worker.max-silence=1m",
				"--probity.vitals.scheduled-tasks.max-silence=1m", "--probity.vitals.task-executors.max-silence=1m",
				"--probity.vitals.oldest-request.max-silence=1m");
	}

	private static void stopAndGoOn(Duration pause, String... properties) {
		try (ChildJvm child = start(properties)) {
			int port = awaitReady(child);
			await().until(() -> status(port, "/readyz") == 200);
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
