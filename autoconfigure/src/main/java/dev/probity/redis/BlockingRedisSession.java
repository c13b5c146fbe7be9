package dev.probity.redis;

import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * Jedis, or any other client: a question ends with the client's own timeout.
 */
final class BlockingRedisSession implements RedisSession {

	private final RedisConnection connection;

	BlockingRedisSession(RedisConnection connection) {
		this.connection = connection;
	}

	@Override
	public boolean isCluster() {
		return this.connection instanceof RedisClusterConnection;
	}

	@Override
	public @Nullable String ping(Duration within) {
		return this.connection.ping();
	}

	@Override
	public @Nullable String clusterState(Duration within) {
		return ((RedisClusterConnection) this.connection).clusterGetClusterInfo().getState();
	}

	@Override
	public @Nullable Properties info(Duration within) {
		return this.connection.serverCommands().info("server");
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
