package dev.probity.benchmark.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process that does not outlive this JVM, and writes what it says to a file.
 */
public final class ChildProcess implements AutoCloseable {

	private static final Set<ChildProcess> ALIVE = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(ChildProcess::close)));
	}

	private final Process process;

	private final CompletableFuture<Long> endedAt;

	private ChildProcess(Process process) {
		this.process = process;
		ALIVE.add(this);
		this.endedAt = process.onExit().thenApply((ended) -> {
			ALIVE.remove(this);
			return System.nanoTime();
		});
	}

	/**
	 * Start a process outside Kubernetes.
	 */
	public static ChildProcess start(List<String> command, Map<String, String> environment, Path log)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		builder.environment().keySet().removeIf((name) -> name.startsWith("KUBERNETES_"));
		builder.environment().putAll(environment);
		return new ChildProcess(builder.start());
	}

	/**
	 * Send it SIGTERM.
	 */
	public void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Whether it has not ended yet.
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Returns its exit code.
	 * @throws IllegalThreadStateException if it has not ended yet
	 */
	public int exitCode() {
		return this.process.exitValue();
	}

	/**
	 * Completes with the nanoseconds of its end.
	 */
	public CompletableFuture<Long> endedAt() {
		return this.endedAt;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
