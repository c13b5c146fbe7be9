package dev.probity.benchmark.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL to which faults happen. It does not outlive this JVM, whatever has
 * been done to it.
 */
public final class Database implements AutoCloseable {

	private static final Duration STARTUP = Duration.ofSeconds(60);

	private final Path data;

	private final int port = Ports.free();

	private final Thread hook = new Thread(this::destroy);

	private EmbeddedPostgres postgres;

	private Database(Path data) throws IOException {
		this.data = data;
		this.postgres = builder().start();
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Start a database.
	 */
	public static Database start() throws IOException {
		return new Database(Files.createTempDirectory("postgres"));
	}

	private EmbeddedPostgres.Builder builder() {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setPort(this.port)
			.setCleanDataDirectory(false)
			.setPGStartupWait(STARTUP)
			.setServerConfig("unix_socket_directories", "")
			.setRegisterShutdownHook(false);
	}

	/**
	 * Returns its address, also after it has been killed.
	 */
	public String url() {
		return this.postgres.getJdbcUrl("postgres", "postgres");
	}

	/**
	 * Stop all its processes where they are: connections stay open, new ones are
	 * accepted, and nothing answers.
	 * @return a handle that lets them go on when it is closed
	 */
	public Frozen freeze() throws IOException {
		Frozen frozen = () -> signal("CONT");
		try {
			signal("STOP");
			// those that the first one started meanwhile
			signal("STOP");
			return frozen;
		}
		catch (IOException | RuntimeException ex) {
			frozen.close();
			throw ex;
		}
	}

	/**
	 * End all its processes by SIGKILL.
	 * @return a handle that starts it again, at the same address
	 */
	public Killed kill() throws IOException {
		List<ProcessHandle> processes = processes();
		processes.forEach(ProcessHandle::destroyForcibly);
		return () -> startAgain(processes);
	}

	private void startAgain(List<ProcessHandle> killed) throws IOException {
		// whose data is in use does not start
		killed.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
		// only gives back what this JVM holds of it
		this.postgres.close();
		Files.deleteIfExists(this.data.resolve("postmaster.pid"));
		this.postgres = builder().start();
	}

	/**
	 * The postmaster comes first, so that no new process comes up while they are
	 * signalled.
	 */
	private List<ProcessHandle> processes() throws IOException {
		Path file = this.data.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return List.of();
		}
		return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
			.map((first) -> Stream.concat(Stream.of(first), first.descendants()).toList())
			.orElse(List.of());
	}

	private void signal(String signal) throws IOException {
		List<String> command = new ArrayList<>(List.of("kill", "-s", signal));
		processes().forEach((process) -> command.add(Long.toString(process.pid())));
		try {
			Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(kill.getInputStream().readAllBytes());
			// one that has just ended by itself makes it fail, and is not missed
			if (kill.waitFor() > 1) {
				throw new IOException(output);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void destroy() {
		try {
			processes().forEach(ProcessHandle::destroyForcibly);
		}
		catch (IOException ex) {
			// it has no processes any more
		}
		FileSystemUtils.deleteRecursively(this.data.toFile());
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
		destroy();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

	/**
	 * What has been killed.
	 */
	public interface Killed {

		void startAgain() throws IOException;

	}

	/**
	 * Processes that have been stopped where they are.
	 */
	public interface Frozen extends AutoCloseable {

		@Override
		void close() throws IOException;

	}

}
