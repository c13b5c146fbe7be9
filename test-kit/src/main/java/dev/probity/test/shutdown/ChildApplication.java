package dev.probity.test.shutdown;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An application in a JVM of its own, and the last of what it has printed.
 */
final class ChildApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final int LINES = 60;

	private final Process process;

	// guarded by itself
	private final Deque<String> lines = new ArrayDeque<>();

	private ChildApplication(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "output-of-application");
		reader.setDaemon(true);
		reader.start();
	}

	static ChildApplication start(List<String> program, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(program);
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		// not as an option: with many libraries that is too long for some systems
		builder.environment().put("CLASSPATH", classPath());
		builder.environment().put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
		builder.environment().put("KUBERNETES_SERVICE_PORT", "443");
		try {
			return new ChildApplication(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The class path of the tests. Maven's Surefire starts its JVM with a jar that names
	 * all others, and says elsewhere which these are; Gradle and IDEs say it where it
	 * belongs.
	 */
	static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader()) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				synchronized (this.lines) {
					this.lines.add(line);
					if (this.lines.size() > LINES) {
						this.lines.remove();
					}
				}
			}
		}
		catch (IOException ex) {
			// it has ended
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Wait until something has happened, as long as the application lives.
	 */
	void await(String what, BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (!isAlive()) {
				throw new AssertionError("The application has ended with %d and did not %s:%n%s"
					.formatted(this.process.exitValue(), what, output()));
			}
			if (System.nanoTime() - begin > PATIENCE.toNanos()) {
				throw new AssertionError(
						"The application did not %s within %d s:%n%s".formatted(what, PATIENCE.toSeconds(), output()));
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		}
	}

	/**
	 * Send it SIGTERM.
	 */
	void terminate() {
		// by its handle, since the process itself would close its streams as well
		this.process.toHandle().destroy();
	}

	int awaitExit() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError("The application did not end within %d s of its SIGTERM:%n%s"
					.formatted(PATIENCE.toSeconds(), output()));
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The last that it has printed.
	 */
	String output() {
		synchronized (this.lines) {
			return String.join(System.lineSeparator(), this.lines);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
