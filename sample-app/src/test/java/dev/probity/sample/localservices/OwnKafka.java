package dev.probity.sample.localservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.probity.test.proxy.TcpProxy;

/**
 * A Kafka of a test's own, in a JVM of its own, that can be killed and started again on
 * the same port, with the data it had.
 */
public final class OwnKafka implements AutoCloseable {

	private final Path folder;

	private final int port = TcpProxy.freePort();

	private Process process;

	private OwnKafka(Path folder) throws IOException {
		this.folder = Files.createDirectories(folder);
		startAgain();
	}

	public static OwnKafka start(Path folder) throws IOException {
		return new OwnKafka(folder);
	}

	public String address() {
		return TcpProxy.HOST + ":" + this.port;
	}

	public void startAgain() throws IOException {
		Path log = this.folder.resolve("kafka.log");
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions",
				"-XX:-BytecodeVerificationRemote", "-Dlogback.configurationFile=local-services-logback.xml",
				OwnKafka.class.getName(), this.folder.toString(), String.valueOf(this.port));
		java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		this.process = java.redirectError(log.toFile()).start();
		BufferedReader output = this.process.inputReader();
		String line = output.readLine();
		while (line != null && !line.equals("ready")) {
			line = output.readLine();
		}
		if (line == null) {
			throw new IOException(Files.readString(log));
		}
	}

	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

	/**
	 * The JVM. Ends with its input, that is with the tests' JVM at the latest.
	 * @param args the folder and the port
	 */
	public static void main(String[] args) throws IOException {
		int port = Integer.parseInt(args[1]);
		new KafkaServer().launch(Path.of(args[0]), port, port);
		System.out.println("ready");
		System.in.transferTo(OutputStream.nullOutputStream());
		Runtime.getRuntime().halt(0);
	}

}
