package dev.probity.redis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.probity.routing.ProxyTargets;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;

import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The pool from which a connection factory takes the connection on which a question is
 * asked, where it takes it from one: Jedis mostly, Lettuce if its connection is not
 * shared. Spring Data publishes it nowhere, so it is read by reflection, never written; a
 * version in which that fails is one that does not tell. Loaded only where Commons Pool
 * is there.
 */
final class RedisPools implements Supplier<@Nullable GenericObjectPool<?>> {

	private static final Logger logger = System.getLogger(RedisPools.class.getName());

	private final Object factory;

	private volatile boolean unreadable;

	RedisPools(Object factory) {
		this.factory = factory;
	}

	/**
	 * The pool that is in use now: a factory that is started again has another one, as
	 * has the next one behind a proxy. Of several, for the nodes of a cluster, the one
	 * that is used most.
	 */
	@Override
	public @Nullable GenericObjectPool<?> get() {
		if (this.unreadable) {
			return null;
		}
		try {
			return pools(target(this.factory)).stream()
				.max(Comparator.comparingDouble((pool) -> (double) pool.getNumActive() / pool.getMaxTotal()))
				.orElse(null);
		}
		catch (Exception | LinkageError ex) {
			this.unreadable = true;
			logger.log(Level.INFO,
					"This version of Spring Data Redis does not expose the figures of its connection pool: "
							+ "an exhausted pool counts as a Redis that does not answer",
					ex);
			return null;
		}
	}

	/**
	 * Close the connections that Lettuce keeps in its pool and nobody uses, among them a
	 * shared one that has just been given back.
	 */
	static void clearIdle(LettuceConnectionFactory factory) {
		try {
			LettucePools.of(factory).forEach(GenericObjectPool::clear);
		}
		catch (Exception | LinkageError ex) {
			logger.log(Level.INFO, "This version of Spring Data Redis does not expose its connection pool: "
					+ "connections that nobody uses stay in it", ex);
		}
	}

	/**
	 * One that cannot be made now is not there, and may be later.
	 */
	private static Object target(Object factory) {
		Object target = ProxyTargets.behind(factory);
		return (target != null) ? target : factory;
	}

	private static Collection<? extends GenericObjectPool<?>> pools(Object factory)
			throws ReflectiveOperationException {
		if (factory instanceof JedisConnectionFactory jedis) {
			return JedisPools.of(jedis);
		}
		return (factory instanceof LettuceConnectionFactory lettuce && !lettuce.getShareNativeConnection())
				? LettucePools.of(lettuce) : List.of();
	}

	private static @Nullable Object read(Class<?> type, Object owner, String name) throws ReflectiveOperationException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field.get(owner);
	}

	/**
	 * Loaded only where Jedis is there.
	 */
	private static final class JedisPools {

		private JedisPools() {
		}

		static Collection<? extends GenericObjectPool<?>> of(JedisConnectionFactory factory)
				throws ReflectiveOperationException {
			if (read(JedisConnectionFactory.class, factory, "pool") instanceof GenericObjectPool<?> pool) {
				return List.of(pool);
			}
			Object client = read(JedisConnectionFactory.class, factory, "redisClient");
			if (client instanceof JedisCluster cluster) {
				return cluster.getClusterNodes().values();
			}
			if (client instanceof RedisClusterClient cluster) {
				return cluster.getClusterNodes().values();
			}
			return (client instanceof RedisClient single) ? List.of(single.getPool()) : List.of();
		}

	}

	/**
	 * Loaded only where Lettuce is there.
	 */
	private static final class LettucePools {

		// where a factory keeps what makes connections, and what that delegates to
		private static final String PROVIDER = "org.springframework.data.redis.connection.lettuce."
				+ "LettucePoolingConnectionProvider";

		private LettucePools() {
		}

		static Collection<? extends GenericObjectPool<?>> of(LettuceConnectionFactory factory)
				throws ReflectiveOperationException {
			Object provider = read(LettuceConnectionFactory.class, factory, "connectionProvider");
			if (provider != null && !provider.getClass().getName().equals(PROVIDER)) {
				provider = delegate(provider);
			}
			if (provider == null || !provider.getClass().getName().equals(PROVIDER)) {
				return List.of();
			}
			Object pools = read(provider.getClass(), provider, "pools");
			return (pools instanceof Map<?, ?> byType) ? byType.entrySet()
				.stream()
				.filter((pool) -> !pool.getKey().toString().contains("PubSub"))
				.map((pool) -> (GenericObjectPool<?>) pool.getValue())
				.toList() : List.of();
		}

		private static @Nullable Object delegate(Object provider) throws ReflectiveOperationException {
			return Stream.of(provider.getClass().getDeclaredFields()).anyMatch(LettucePools::isDelegate)
					? read(provider.getClass(), provider, "delegate") : null;
		}

		private static boolean isDelegate(Field field) {
			return field.getName().equals("delegate");
		}

	}

}
