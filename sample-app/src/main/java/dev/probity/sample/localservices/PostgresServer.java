package dev.probity.sample.localservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.probity.test.proxy.TcpProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

final class PostgresServer implements LocalServer {

	private @Nullable Path data;

	private @Nullable EmbeddedPostgres postgres;

	@Override
	public String name() {
		return "postgres";
	}

	@Override
	public String dependency() {
		return "db";
	}

	@Override
	public Map<String, Object> start(Path folder, int proxyPort) throws IOException {
		this.data = folder.resolve("data");
		EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			// by itself it takes one that may be given to somebody else before it listens
			// there
			.setPort(TcpProxy.freePort())
			.setPGStartupWait(Duration.ofSeconds(60))
			.setServerConfig("unix_socket_directories", "")
			.setRegisterShutdownHook(false)
			.start();
		this.postgres = postgres;
		return Map.of("port", postgres.getPort(), "pid", postmaster(this.data).orElseThrow().pid());
	}

	@Override
	public void stop() throws IOException {
		if (this.data == null) {
			return;
		}
		Optional<ProcessHandle> postmaster = postmaster(this.data);
		if (this.postgres != null) {
			this.postgres.close();
		}
		// one that was stopped by a signal does not end when asked
		postmaster.ifPresent((process) -> {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		});
	}

	@Override
	public Map<String, Object> properties(int proxyPort) {
		return Map.of("spring.datasource.url", "jdbc:postgresql://" + TcpProxy.HOST + ":" + proxyPort + "/postgres",
				"spring.datasource.username", "postgres", "spring.datasource.password", "postgres");
	}

	private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
		Path file = data.resolve("postmaster.pid");
		if (Files.notExists(file)) {
			return Optional.empty();
		}
		return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).trim()));
	}

}
