package dev.probity.redis;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * One connection of the application's own factory, for the time of one run. Each question
 * waits for as long as it is told to where the client can be told, and otherwise for as
 * long as the application itself would wait.
 */
interface RedisSession extends AutoCloseable {

	/**
	 * Whether the other side is a cluster rather than a single server.
	 */
	boolean isCluster();

	@Nullable String ping(Duration within) throws Exception;

	/**
	 * What the cluster says of itself: <code>ok</code> or <code>fail</code>.
	 */
	@Nullable String clusterState(Duration within) throws Exception;

	/**
	 * What the server says of itself; where several are asked, each key may be preceded
	 * by an address and a dot.
	 */
	@Nullable Properties info(Duration within) throws Exception;

	@Override
	void close();

	/**
	 * Why a cluster in some state is of no use, or {@code null} if it is.
	 */
	static @Nullable String problemOfCluster(@Nullable String state) {
		return "ok".equals(state) ? null : "the state of the cluster is " + state;
	}

	/**
	 * What a cluster says of itself, read from its answer to CLUSTER INFO.
	 */
	static @Nullable String stateOfCluster(@Nullable String info) throws IOException {
		return parse(info).getProperty("cluster_state");
	}

	/**
	 * Read an answer that consists of lines with a colon.
	 */
	static Properties parse(@Nullable String answer) throws IOException {
		Properties properties = new Properties();
		properties.load(new StringReader((answer != null) ? answer : ""));
		return properties;
	}

}
