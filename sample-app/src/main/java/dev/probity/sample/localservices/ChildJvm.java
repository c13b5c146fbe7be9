package dev.probity.sample.localservices;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.probity.sample.SampleApplication;

/**
 * The JVM of the local services, as seen from the application's. It lives as long as its
 * standard input is open, so this object must be kept.
 */
final class ChildJvm {

	private final Process process;

	private final Path log;

	private final CompletableFuture<Map<String, String>> answers = new CompletableFuture<>();

	private ChildJvm(Process process, Path log) {
		this.process = process;
		this.log = log;
		Thread reader = new Thread(this::readAnswers, "local-services");
		reader.setDaemon(true);
		reader.start();
	}

	static ChildJvm start(Path folder, List<Integer> proxyPorts) {
		Path log = folder.resolve("local-services.log");
		List<String> command = command();
		command.add(folder.toString());
		proxyPorts.forEach((port) -> command.add(port.toString()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
		// not an argument: whoever lists processes wants to see what follows it
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		try {
			return new ChildJvm(builder.start(), log);
		}
		catch (IOException ex) {
			throw new LocalServicesException("Their JVM could not be started: " + ex.getMessage(), log, ex);
		}
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Returns what the child says about its servers, as soon as they are ready.
	 */
	Map<String, String> awaitReady(Duration timeout) {
		try {
			return this.answers.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			this.process.destroy();
			throw new LocalServicesException("They were not ready after %d s".formatted(timeout.toSeconds()), this.log,
					ex);
		}
		catch (InterruptedException ex) {
			this.process.destroy();
			Thread.currentThread().interrupt();
			throw new LocalServicesException("Waiting for them was interrupted", this.log, ex);
		}
		catch (ExecutionException ex) {
			throw new LocalServicesException("Their JVM, process %d, ended before they were ready".formatted(pid()),
					this.log, ex);
		}
	}

	private void readAnswers() {
		Map<String, String> values = new LinkedHashMap<>();
		try {
			BufferedReader reader = this.process.inputReader();
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (line.equals("ready")) {
					this.answers.complete(values);
				}
				String[] pair = line.split("=", 2);
				if (pair.length == 2) {
					values.put(pair[0], pair[1]);
				}
			}
			this.answers.completeExceptionally(new IOException("End of output"));
		}
		catch (IOException ex) {
			this.answers.completeExceptionally(ex);
		}
	}

	private static List<String> command() {
		List<String> command = new ArrayList<>();
		// Ctrl-C goes to the whole process group: the servers must not be in it
		if (isOnPath("setsid")) {
			command.add("setsid");
		}
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
		command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
		command.add("-Dlogback.configurationFile=local-services-logback.xml");
		command.add(isExecutableJar() ? "org.springframework.boot.loader.launch.JarLauncher"
				: SampleApplication.class.getName());
		command.add(LocalServicesMain.ARGUMENT);
		return command;
	}

	// by where the classes are: the command line of test runners ends in .jar, too
	private static boolean isExecutableJar() {
		return SampleApplication.class.getProtectionDomain()
			.getCodeSource()
			.getLocation()
			.toString()
			.startsWith("jar:nested:");
	}

	private static boolean isOnPath(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

}
