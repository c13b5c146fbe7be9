package dev.probity.benchmark.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.benchmark.rollout.app.OrderService;

/**
 * The application whose instances are restarted.
 *
 * @param stack what serves it
 * @param variant whether it has Probity
 * @param lameDuck how long it is a lame duck, if it has
 * @param database the address of its database
 */
record Application(Stack stack, Variant variant, Duration lameDuck, String database) {

	private static final String ALL = System.getProperty("rollout.class-path", System.getProperty("java.class.path"));

	List<String> command(int port) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", OrderService.class.getName(), "--server.port=" + port,
						"--server.address=127.0.0.1", "--server.shutdown=graceful",
						"--spring.datasource.url=" + this.database, "--spring.main.banner-mode=off"));
		command.addAll(this.variant.arguments(this.lameDuck));
		return command;
	}

	String classPath() {
		return this.variant.classPath(this.stack.classPath(ALL));
	}

}
