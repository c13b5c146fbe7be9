package dev.probity.redis;

import java.time.Duration;
import java.util.Properties;

import dev.probity.registration.FutureAnswers;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.data.redis.connection.ClusterInfo;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;

/**
 * A factory that is reactive only. The check's own worker thread is the one that waits.
 */
final class ReactiveRedisSession implements RedisSession {

	private final ReactiveRedisConnection connection;

	ReactiveRedisSession(ReactiveRedisConnection connection) {
		this.connection = connection;
	}

	@Override
	public boolean isCluster() {
		return this.connection instanceof ReactiveRedisClusterConnection;
	}

	@Override
	public @Nullable String ping(Duration within) throws Exception {
		return await(this.connection.ping(), within);
	}

	@Override
	public @Nullable String clusterState(Duration within) throws Exception {
		ClusterInfo info = await(((ReactiveRedisClusterConnection) this.connection).clusterGetClusterInfo(), within);
		return (info != null) ? info.getState() : null;
	}

	@Override
	public @Nullable Properties info(Duration within) throws Exception {
		return await(this.connection.serverCommands().info("server"), within);
	}

	/**
	 * Not {@link Mono#block(Duration)}, whose timeout is an unspecific exception.
	 */
	private static <T> @Nullable T await(Mono<T> answer, Duration within) throws Exception {
		return FutureAnswers.await(answer.toFuture(), within);
	}

	@Override
	public void close() {
		// closing one that is shared, or dead, is nothing to wait for
		this.connection.closeLater().subscribe((closed) -> {
		}, (error) -> {
		});
	}

}
