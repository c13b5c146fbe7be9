package dev.probity.worker;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.KafkaServer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The worker in a JVM of its own, in the environment that Kubernetes makes.
 */
final class WorkerProcess implements AutoCloseable {

	private static final Map<String, String> KUBERNETES = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1",
			"KUBERNETES_SERVICE_PORT", "443");

	private final ChildJvm jvm;

	private final int port;

	private WorkerProcess(ChildJvm jvm) {
		this.jvm = jvm;
		this.port = Integer.parseInt(jvm.awaitLine("The probe port (\\d+) is open"));
	}

	/**
	 * Start the worker.
	 * @param arguments more of its command line
	 * @return the worker, whose probe port is open
	 */
	static WorkerProcess start(Class<?> main, String... arguments) {
		return new WorkerProcess(ChildJvm.startVerified(main, ChildJvm.classPathWithout(), KUBERNETES,
				StringUtils.concatenateStringArrays(arguments, new String[] { "--probity.probe-port=0",
						"--spring.kafka.bootstrap-servers=" + KafkaServer.get().address() })));
	}

	ChildJvm jvm() {
		return this.jvm;
	}

	int status(String path) {
		return HttpConnection.get(this.port, path).status();
	}

	/**
	 * The answer of a process that may be gone.
	 */
	@Nullable Integer statusIfAlive(String path) {
		try {
			return status(path);
		}
		catch (UncheckedIOException ex) {
			// it has ended, before it has taken the connection or after
			return null;
		}
	}

	String body(String path) {
		return HttpConnection.get(this.port, path).body();
	}

	void awaitStatus(String path, int status, Duration patience) {
		await().atMost(patience)
			.pollInterval(Duration.ofMillis(100))
			.untilAsserted(() -> assertThat(status(path)).as(() -> body(path + "?verbose")).isEqualTo(status));
	}

	@Override
	public void close() {
		this.jvm.close();
	}

}
