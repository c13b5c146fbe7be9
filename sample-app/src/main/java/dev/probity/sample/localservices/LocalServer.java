package dev.probity.sample.localservices;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server that the sample brings along. The same class works on both sides:
 * {@link #start} and {@link #stop} are called in the child JVM, {@link #properties} in
 * the application's.
 */
interface LocalServer {

	/**
	 * The server's name, first part of what the child JVM says about it.
	 */
	String name();

	/**
	 * What the application calls the dependency.
	 */
	default String dependency() {
		return name();
	}

	/**
	 * Starts the server and waits until it answers.
	 * @param folder a folder of its own, deleted in the end
	 * @param proxyPort the port at which clients see the server, for servers that tell
	 * their clients where they are
	 * @return what the application should know: the {@code port}, and what else it wants
	 */
	Map<String, Object> start(Path folder, int proxyPort) throws Exception;

	/**
	 * Stops the server, or what there is of one that failed to start or never did.
	 */
	void stop() throws Exception;

	/**
	 * What the application's environment gets.
	 */
	Map<String, Object> properties(int proxyPort);

	static List<LocalServer> all() {
		return List.of(new PostgresServer(), new RedisServer(), new KafkaServer());
	}

}
