package dev.probity.benchmark.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How an application is started in a JVM of its own, on a class path that has no other
 * stack than its own, and Probity only if it is to have it.
 *
 * @param main its main class
 * @param stack what serves it
 * @param variant whether it has Probity
 * @param clients what it depends on
 */
public record ApplicationJvm(Class<?> main, Stack stack, Variant variant, Clients clients) {

	/** Lets it start quickly, and never be as fast as it could. */
	static final String QUICK = "-XX:TieredStopAtLevel=1";

	private static final String ALL = System.getProperty("application.class-path",
			System.getProperty("java.class.path"));

	/**
	 * An application with a database.
	 */
	public ApplicationJvm(Class<?> main, Stack stack, Variant variant) {
		this(main, stack, variant, Clients.DATABASE);
	}

	/**
	 * Returns the command, but for the class path.
	 * @param port where it listens, on the loopback interface
	 * @param database the address of its database
	 * @param arguments further arguments of Spring Boot
	 */
	public List<String> command(int port, String database, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), QUICK, "-XX:+UseSerialGC",
				"-Xms256m", "-Xmx256m", this.main.getName(), "--server.port=" + port, "--server.address=127.0.0.1",
				"--spring.datasource.url=" + database, "--spring.main.banner-mode=off"));
		command.addAll(this.variant.arguments());
		command.addAll(arguments);
		return command;
	}

	/**
	 * Returns the class path, for the environment variable.
	 */
	public String classPath() {
		return this.variant.classPath(this.stack.classPath(ALL, this.clients));
	}

}
