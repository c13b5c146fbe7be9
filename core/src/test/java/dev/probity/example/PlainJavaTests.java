package dev.probity.example;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program that the guide shows, on a class path of the core and nothing else.
 */
class PlainJavaTests {

	@Test
	void itTellsWhetherWhatItDependsOnIsThere() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				ChildJvm program = run(server.getLocalPort())) {
			program.awaitLine("status=UP");
			server.close();
			program.awaitLine("status=DOWN.*mail");
		}
	}

	@Test
	void theReadmeShowsIt() throws IOException {
		String program = Files.readString(Path.of("src/test/java/dev/probity/example/PlainJava.java"));
		String main = program.substring(program.indexOf("	public static void main"), program.lastIndexOf("\n}"));
		assertThat(Files.readString(Path.of("../docs/guide.md")).replaceAll("\\s+", ""))
			.contains(main.strip().replaceAll("\\s+", ""));
	}

	private static ChildJvm run(int port) {
		String core = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.endsWith("classes"))
			.collect(Collectors.joining(File.pathSeparator));
		return ChildJvm.startVerified(PlainJava.class, core, Map.of(), "127.0.0.1", String.valueOf(port), "60");
	}

}
