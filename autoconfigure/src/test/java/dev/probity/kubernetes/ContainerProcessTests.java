package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.ContainedApplication;
import dev.probity.fixture.DepartingApplication;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.StartingApplication;
import dev.probity.fixture.WebStack;
import dev.probity.shutdown.LameDuckProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a process that believes to be on Kubernetes leaves behind, and what the next one
 * makes of it.
 */
@Timeout(300)
class ContainerProcessTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	// 128 + SIGTERM
	private static final int TERMINATED = 143;

	private static final String[] IMPATIENT = { "--probity.checks.deadlock.interval=200ms",
			"--probity.checks.deadlock.retry-interval=100ms", "--probity.vitals.heartbeats.worker.max-silence=2s",
			"--probity.defaults.interval=200ms", "--probity.lame-duck.enabled=false",
			"--management.endpoint.health.show-details=always",
			"--management.endpoints.web.exposure.include=health,probity,metrics" };

	// a worker may be waiting for one that is away, and is not restarted then
	private static final String[] DEPENDENCIES = { "spring-kafka", "spring-boot-kafka", "kafka", "spring-data-redis",
			"spring-boot-data-redis", "lettuce", "jedis" };

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void mount() throws IOException {
		this.file = Files.createFile(this.directory.resolve("termination-log"));
	}

	private ChildJvm start(Class<?> main, String... arguments) {
		String[] common = { "--server.port=0", "--probity.probe-port=0", "--spring.main.banner-mode=off",
				"--probity.kubernetes.termination-message-path=" + this.file };
		return ChildJvm.start(main, WebStack.TOMCAT.classPathWithout(both(LameDuckProcess.NOT_NEEDED, DEPENDENCIES)),
				LameDuckProcess.KUBERNETES,
				Stream
					.of(main == DepartingApplication.class ? new String[] { "web" } : new String[0], common, arguments)
					.flatMap(Stream::of)
					.toArray(String[]::new));
	}

	private static int awaitReady(ChildJvm child) {
		int port = Integer.parseInt(child.awaitLine("^main port (\\d+)$"));
		child.awaitLine("^ready event$");
		return port;
	}

	private void awaitMessage(String pattern) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.file).content().matches(pattern));
	}

	@Test
	void aReasonIsThereWhileItLastsAndASignalDoesNotHideIt() {
		try (ChildJvm child = start(ContainedApplication.class, IMPATIENT)) {
			int port = awaitReady(child);
			assertThat(this.file).isEmptyFile();
			HttpConnection.get(port, "/stuck");
			awaitMessage("liveness: heartbeat/worker: no beat for .*, for .*s");
			HttpConnection.get(port, "/heal");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.file).isEmptyFile());
			HttpConnection.get(port, "/deadlock");
			String deadlock = "liveness: deadlock: 2 threads deadlocked: .*order-worker-3.*order-worker-7.*, for .*s";
			awaitMessage(deadlock);
			child.terminate();
			assertThat(child.awaitExit()).isEqualTo(TERMINATED);
			assertThat(this.file).content().matches(deadlock);
		}
	}

	@Test
	void aRegularEndSaysWhatItServed() {
		try (ChildJvm child = start(DepartingApplication.class, "--probity.lame-duck.duration=2s")) {
			int port = awaitReady(child);
			await().until(() -> HttpConnection.get(port, "/readyz").status() == 200);
			child.terminate();
			child.awaitLine("Lame duck: not ready any more");
			assertThat(HttpConnection.get(port, "/hello").status()).isEqualTo(200);
			awaitMessage("SIGTERM; killed before the shutdown was over");
			assertThat(child.awaitExit()).isEqualTo(TERMINATED);
			assertThat(this.file).hasContent("SIGTERM; lame duck 2s, 1 request served");
		}
	}

	@Test
	void aLedgerWhoseVolumeHangsKeepsNobodyFromServingOnAndEnding() {
		try (ChildJvm child = start(DepartingApplication.class, "--probity.lame-duck.duration=2s",
				"--probity.kubernetes.ledger-path=" + this.directory)) {
			int port = awaitReady(child);
			await().until(() -> HttpConnection.get(port, "/readyz").status() == 200);
			HungFile.make(this.directory.resolve(Ledger.FILE + ".next"));
			child.terminate();
			child.awaitLine("Lame duck: not ready any more");
			HttpConnection.Response response = HttpConnection.get(port, "/hello");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.closesConnection()).isTrue();
			assertThat(child.awaitExit()).isEqualTo(TERMINATED);
			assertThat(child.output()).contains("WARN")
				.containsOnlyOnce("'%s' has not been written within 1s".formatted(this.directory.resolve(Ledger.FILE)));
			assertThat(this.file).as("a file of its own").hasContent("SIGTERM; lame duck 2s, 1 request served");
		}
	}

	@Test
	void aLedgerWhoseVolumeHangsKeepsNoProcessFromExiting() {
		try (ChildJvm child = start(ContainedApplication.class, both(IMPATIENT, "--probity.liveness.on-failure=exit",
				"--probity.kubernetes.ledger-path=" + this.directory))) {
			int port = awaitReady(child);
			HungFile.make(this.directory.resolve(Ledger.FILE + ".next"));
			HttpConnection.get(port, "/deadlock");
			assertThat(child.awaitExit()).as(child::output).isEqualTo(70);
			assertThat(this.file).content().startsWith("liveness: deadlock: ");
		}
	}

	@Test
	void aStartThatFailsLeavesItsAnalysis() {
		try (ChildJvm child = start(StartingApplication.class, "--probity.kubernetes.termination-grace-period=5",
				"--probity.kubernetes.ledger-path=" + this.directory)) {
			assertThat(child.awaitExit()).isEqualTo(1);
			assertThat(this.file).content()
				.startsWith("start failed: A SIGTERM may take lame duck 10s + ")
				.contains("but Kubernetes kills the application after 5s")
				.contains("terminationGracePeriodSeconds");
			assertThat(this.directory.resolve(Ledger.FILE)).content().contains("\tfailed-start\t");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "as-it-comes", "until-closed" })
	void aRequiredStartupTaskThatFailsIsNamed(String start) {
		try (ChildJvm child = start(StartingApplication.class, "--warm-up=fails", "--start-lasts=" + start)) {
			assertThat(child.awaitExit()).isEqualTo(42);
			assertThat(this.file).hasContent(
					"startup task 'warm-cache' failed: IllegalStateException: no route; caused by NotWarm: the cache is cold");
		}
	}

	@Test
	void aWorkerThatIsStuckAfterEachRestartIsNotAskedForAThirdAndTheNextProcessKnowsThemAll() {
		String[] stuck = { "--worker=stuck", "--probity.liveness.on-failure=exit",
				"--probity.kubernetes.ledger-path=" + this.directory };
		for (int restart = 0; restart < 2; restart++) {
			try (ChildJvm child = start(ContainedApplication.class, both(IMPATIENT, stuck))) {
				assertThat(child.awaitExit()).as(child::output).isEqualTo(74);
				assertThat(child.output())
					.contains("Liveness has failed; exiting with code 74: liveness: heartbeat/worker: ");
				assertThat(this.file).content().startsWith("liveness: heartbeat/worker: ");
			}
		}
		try (ChildJvm child = start(ContainedApplication.class, both(IMPATIENT, stuck))) {
			int port = awaitReady(child);
			child.awaitLine("WARN .*This container was restarted 2 times in the last hour: heartbeat/worker, "
					+ "heartbeat/worker; last words: liveness: heartbeat/worker: ");
			child.awaitLine("WARN .*Liveness is held for 'heartbeat/worker': 2 restarts did not help\\. ");
			child.awaitLine("WARN .*Probe 'liveness' went from UP to DEGRADED after .*: heartbeat/worker "
					+ "\\(required\\) .*, no restart is asked for before it has failed for 10m: 2 restarts did not help");
			assertThat(HttpConnection.get(port, "/livez").status()).isEqualTo(200);
			assertThat(HttpConnection.get(port, "/livez?verbose").body()).contains("[-]heartbeat/worker failed: ")
				.contains("[-]liveness held: 2 restarts did not help\n");
			assertThat(JsonPath.<List<Double>>read(
					HttpConnection.get(port, "/actuator/metrics/probity.liveness.held?tag=by:budget").body(),
					"$.measurements[*].value"))
				.containsExactly(1.0);
			child.terminate();
			assertThat(child.awaitExit()).isEqualTo(TERMINATED);
		}
		try (ChildJvm child = start(ContainedApplication.class,
				both(IMPATIENT, "--probity.kubernetes.ledger-path=" + this.directory))) {
			int port = awaitReady(child);
			child.awaitLine("restarted 3 times in the last hour: sigterm, heartbeat/worker, heartbeat/worker");
			assertThat(JsonPath.<List<String>>read(HttpConnection.get(port, "/actuator/probity").body(),
					"$.restarts[*].reason"))
				.containsExactly("sigterm", "heartbeat/worker", "heartbeat/worker");
			assertThat(JsonPath.<List<Double>>read(
					HttpConnection.get(port, "/actuator/metrics/probity.restarts?tag=reason:heartbeat/worker").body(),
					"$.measurements[*].value"))
				.containsExactly(2.0);
		}
	}

	private static String[] both(String[] some, String... others) {
		return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
	}

}
