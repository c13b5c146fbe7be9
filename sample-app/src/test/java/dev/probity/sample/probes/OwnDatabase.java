package dev.probity.sample.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.probity.sample.Processes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A PostgreSQL that can be killed and started again on the same port, with the data it
 * had.
 */
final class OwnDatabase implements AutoCloseable {

	private final Path data;

	private EmbeddedPostgres postgres;

	private OwnDatabase(Path data) throws IOException {
		this.data = data;
		this.postgres = builder().start();
	}

	static OwnDatabase start(Path data) throws IOException {
		return new OwnDatabase(data);
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(this.postgres.getPort());
	}

	void kill() throws IOException {
		processes().kill();
	}

	void startAgain() throws IOException {
		int port = this.postgres.getPort();
		// whose data directory is in use does not start
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(Processes.mentioning(this.data)).isEmpty());
		// only gives back what this JVM holds of it
		this.postgres.close();
		Files.deleteIfExists(this.data.resolve("postmaster.pid"));
		this.postgres = builder().setPort(port).start();
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

	private ServerProcesses processes() throws IOException {
		return ServerProcesses
			.of(Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).trim()));
	}

	private EmbeddedPostgres.Builder builder() {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			.setServerConfig("unix_socket_directories", "")
			.setRegisterShutdownHook(false);
	}

}
