package dev.probity.redis;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.diagnosis.NoFreshConnectionException;
import dev.probity.registration.FutureAnswers;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * A client of Lettuce, and connections that it opens beside those it has: to the same
 * address, with what its credentials provider says now.
 */
final class LettuceClient implements DiagnosedClient {

	private static final boolean POOLS = ClassUtils.isPresent("org.apache.commons.pool2.impl.GenericObjectPool",
			LettuceClient.class.getClassLoader());

	// to somebody else these are served
	private static final Set<String> REFUSALS = Set.of("WRONGPASS", "NOAUTH", "NOPERM", "DENIED",
			"ERR max number of clients");

	private final LettuceConnectionFactory factory;

	private final AbstractRedisClient client;

	private final OutstandingCommands commands;

	private volatile boolean asking;

	/**
	 * @param commands those that the server has not answered yet
	 */
	LettuceClient(LettuceConnectionFactory factory, AbstractRedisClient client, OutstandingCommands commands) {
		this.factory = factory;
		this.client = client;
		this.commands = commands;
	}

	AbstractRedisClient client() {
		return this.client;
	}

	/**
	 * Whether a fresh connection is open, which is closed on purpose.
	 */
	boolean isAsking() {
		return this.asking;
	}

	@Override
	public void askFresh(Duration within) throws Exception {
		this.asking = true;
		try {
			ask(within);
		}
		finally {
			this.asking = false;
		}
	}

	private void ask(Duration within) throws Exception {
		try (StatefulConnection<String, String> connection = connect()) {
			answered(connection, within);
		}
	}

	private StatefulConnection<String, String> connect() throws NoFreshConnectionException {
		try {
			return (this.client instanceof RedisClusterClient cluster) ? cluster.connect()
					: ((RedisClient) this.client).connect();
		}
		catch (IllegalStateException ex) {
			// it has been shut down, or only the factory knows its list of servers
			throw new NoFreshConnectionException(String.valueOf(ex.getMessage()));
		}
	}

	private static void answered(StatefulConnection<String, String> connection, Duration within) throws Exception {
		try {
			ask(connection, within);
		}
		catch (Exception ex) {
			RedisErrorReply reply = RedisErrorReply.of(ex);
			if (reply == null || reply.meansThatItCannotServe()) {
				throw ex;
			}
		}
	}

	/**
	 * As the check does: a node that answers says nothing about the cluster.
	 */
	private static void ask(StatefulConnection<String, String> connection, Duration within) throws Exception {
		if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
			String problem = RedisSession.problemOfCluster(
					RedisSession.stateOfCluster(FutureAnswers.await(cluster.async().clusterInfo(), within)));
			if (problem != null) {
				throw new RedisException(problem);
			}
		}
		else {
			FutureAnswers.await(((StatefulRedisConnection<String, String>) connection).async().ping(), within);
		}
	}

	@Override
	public boolean isRefusal(Exception failure) {
		return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
			.limit(20)
			.filter(RedisCommandExecutionException.class::isInstance)
			.anyMatch((reply) -> REFUSALS.stream().anyMatch(String.valueOf(reply.getMessage())::startsWith));
	}

	@Override
	public String dependency() {
		return "Redis";
	}

	@Override
	public String name() {
		return this.factory.getShareNativeConnection() ? "the shared connection of Lettuce" : "Lettuce";
	}

	@Override
	public @Nullable String use() {
		return null;
	}

	@Override
	public @Nullable Duration longestLife() {
		return null;
	}

	@Override
	public boolean keepsCallersWaiting() {
		return this.commands.observe();
	}

	/**
	 * The next caller opens another shared connection. With a pool behind it, it would
	 * get the same one again.
	 */
	@Override
	public void evict() {
		this.factory.resetConnection();
		if (POOLS) {
			RedisPools.clearIdle(this.factory);
		}
	}

}
