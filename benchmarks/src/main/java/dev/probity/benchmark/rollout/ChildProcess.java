package dev.probity.benchmark.rollout;

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
final class ChildProcess implements AutoCloseable {

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
	static ChildProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		builder.environment().keySet().removeIf((name) -> name.startsWith("KUBERNETES_"));
		builder.environment().putAll(environment);
		return new ChildProcess(builder.start());
	}

	/**
	 * Send it SIGTERM.
	 */
	void terminate() {
		this.process.toHandle().destroy();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	int exitCode() {
		return this.process.exitValue();
	}

	/**
	 * Completes with the nanoseconds of its end.
	 */
	CompletableFuture<Long> endedAt() {
		return this.endedAt;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
