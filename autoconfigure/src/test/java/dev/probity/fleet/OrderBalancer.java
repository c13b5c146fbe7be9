package dev.probity.fleet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.probity.fixture.Ports;

/**
 * A real HAProxy in front of instances, which asks the probe port of each every second
 * and repeats nothing.
 *
 * @param port where callers come in
 */
record OrderBalancer(int port, Process process) implements AutoCloseable {

	static OrderBalancer start(List<OrderInstance> instances) throws IOException {
		int port = Ports.free();
		StringBuilder text = new StringBuilder("""
				defaults
					mode http
					timeout connect 1s
					timeout client 30s
					timeout server 30s
					retries 0
				frontend orders
					bind 127.0.0.1:%d
					default_backend orders
				backend orders
					option httpchk GET /readyz
					timeout check 900ms
					default-server inter 1s downinter 1s fall 2 rise 1
				""".formatted(port));
		for (OrderInstance instance : instances) {
			text.append("	server i%1$d 127.0.0.1:%1$d check port %2$d%n".formatted(instance.port(),
					instance.probePort()));
		}
		Path configuration = Files.createTempFile("haproxy", ".cfg");
		Files.writeString(configuration, text);
		Process process = new ProcessBuilder(program().orElseThrow().toString(), "-db", "-f", configuration.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		return new OrderBalancer(port, process);
	}

	/**
	 * Debian has it where the PATH of an ordinary user does not look.
	 */
	static Optional<Path> program() {
		return Stream
			.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
					Stream.of("/usr/sbin", "/usr/local/sbin"))
			.map((folder) -> Path.of(folder, "haproxy"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
