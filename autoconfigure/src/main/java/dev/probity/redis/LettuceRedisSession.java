package dev.probity.redis;

import java.time.Duration;
import java.util.Properties;

import dev.probity.registration.FutureAnswers;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;

/**
 * Lettuce, by the connection that all threads of the application share. Its own timeout
 * is a minute unless somebody sets it: the check waits for the future and no longer.
 */
final class LettuceRedisSession implements RedisSession {

	private final LettuceConnection connection;

	private final RedisClusterAsyncCommands<byte[], byte[]> commands;

	LettuceRedisSession(LettuceConnection connection) {
		this.connection = connection;
		this.commands = connection.getNativeConnection();
	}

	@Override
	public boolean isCluster() {
		return this.connection instanceof RedisClusterConnection;
	}

	@Override
	public @Nullable String ping(Duration within) throws Exception {
		return FutureAnswers.await(this.commands.ping(), within);
	}

	@Override
	public @Nullable String clusterState(Duration within) throws Exception {
		return RedisSession.stateOfCluster(FutureAnswers.await(this.commands.clusterInfo(), within));
	}

	@Override
	public Properties info(Duration within) throws Exception {
		return RedisSession.parse(FutureAnswers.await(this.commands.info("server"), within));
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
