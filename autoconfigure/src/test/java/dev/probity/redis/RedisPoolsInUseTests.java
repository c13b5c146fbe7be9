package dev.probity.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.HealthCheck;
import dev.probity.fixture.RedisServer;
import io.lettuce.core.api.StatefulConnection;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.HotSwappableTargetSource;
import org.springframework.aop.target.SimpleBeanTargetSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A pool whose connections are all in use says nothing about the Redis, unless nothing
 * moves in it; whatever pool the factory has now is looked at.
 */
class RedisPoolsInUseTests {

	private static final int MAX = 2;

	private static final Duration PATIENCE_OF_THE_POOL = Duration.ofMillis(250);

	private static final String QUEUE = "pools-in-use";

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1),
			Duration.ofSeconds(20), 2, 2, 0, Duration.ofSeconds(60));

	private static final RedisServer SERVER = RedisServer.get();

	private final AtomicLong now = new AtomicLong();

	@ParameterizedTest
	@EnumSource(Client.class)
	void isInconclusiveWhileInUseAndStuckOnceNothingMovesForTooLong(Client client) throws Exception {
		RedisConnectionFactory factory = client.started();
		try (Holders holders = new Holders(factory)) {
			HealthCheck check = check(factory);
			assertThat(check.check()).isInstanceOf(Passed.class);
			holders.hold();
			CheckResult saturated = awaitInconclusive(check);
			assertThat(saturated.reason()).isEqualTo("saturated 2/2, 0 waiting");
			assertThat(saturated.details()).containsEntry("pool", "2 active, 0 idle, 2 max, 0 waiting");
			this.now.addAndGet(POLICY.maxAge().toNanos());
			assertThat(check.check()).isInstanceOf(Inconclusive.class);
			this.now.addAndGet(Duration.ofSeconds(1).toNanos());
			assertThat(check.check()).isInstanceOf(Failed.class)
				.extracting(CheckResult::reason)
				.isEqualTo("pool stuck: 2/2, 0 waiting, and no connection has come back for 1m1s");
			holders.release();
			await().until(() -> check.check() instanceof Passed);
		}
		finally {
			((DisposableBean) factory).destroy();
		}
	}

	@ParameterizedTest
	@EnumSource(Client.class)
	void aFactoryThatIsStartedAgainIsAskedAndItsNewPoolLookedAt(Client client) throws Exception {
		RedisConnectionFactory factory = client.started();
		try (Holders holders = new Holders(factory)) {
			HealthCheck check = check(factory);
			assertThat(check.check()).isInstanceOf(Passed.class);
			((SmartLifecycle) factory).stop();
			((SmartLifecycle) factory).start();
			assertThat(check.check()).isInstanceOf(Passed.class);
			holders.hold();
			awaitInconclusive(check);
		}
		finally {
			((DisposableBean) factory).destroy();
		}
	}

	@ParameterizedTest
	@EnumSource(Client.class)
	void theFactoryThatIsBehindAProxyNowIsAskedAndItsPoolLookedAt(Client client) throws Exception {
		RedisConnectionFactory first = client.started();
		RedisConnectionFactory second = client.started();
		HotSwappableTargetSource target = new HotSwappableTargetSource(first);
		RedisConnectionFactory proxy = ProxyFactory.getProxy(RedisConnectionFactory.class, target);
		try (Holders holders = new Holders(second)) {
			HealthCheck check = check(proxy);
			assertThat(check.check()).isInstanceOf(Passed.class);
			target.swap(second);
			((DisposableBean) first).destroy();
			assertThat(check.check()).isInstanceOf(Passed.class);
			holders.hold();
			awaitInconclusive(check);
		}
		finally {
			((DisposableBean) second).destroy();
		}
	}

	/**
	 * As a bean of a scope whose settings were wrong for a while.
	 */
	@ParameterizedTest
	@EnumSource(Client.class)
	void oneThatCouldNotBeMadeForAWhileIsLookedAtOnceItIsThere(Client client) throws Exception {
		AtomicReference<RedisConnectionFactory> made = new AtomicReference<>();
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerBeanDefinition("redis", BeanDefinitionBuilder
			.genericBeanDefinition(RedisConnectionFactory.class, () -> Objects.requireNonNull(made.get(), "not yet"))
			.setScope(BeanDefinition.SCOPE_PROTOTYPE)
			.getBeanDefinition());
		SimpleBeanTargetSource target = new SimpleBeanTargetSource();
		target.setTargetBeanName("redis");
		target.setTargetClass(RedisConnectionFactory.class);
		target.setBeanFactory(beans);
		HealthCheck check = check(ProxyFactory.getProxy(RedisConnectionFactory.class, target));
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(check::check);
		made.set(client.started());
		try (Holders holders = new Holders(made.get())) {
			assertThat(check.check()).isInstanceOf(Passed.class);
			holders.hold();
			awaitInconclusive(check);
		}
		finally {
			((DisposableBean) made.get()).destroy();
		}
	}

	/**
	 * The pool lets nobody wait for long.
	 */
	@ParameterizedTest
	@EnumSource(Client.class)
	void oneThatOthersUseUpJustBeforeTheCheckBorrowsSaysNothingOfTheRedis(Client client) throws Exception {
		RedisConnectionFactory factory = client.started();
		try (Holders holders = new Holders(factory)) {
			ProxyFactory raced = new ProxyFactory(factory);
			raced.addAdvice((MethodInterceptor) (call) -> {
				if (call.getMethod().getName().equals("getConnection")) {
					holders.holdAll();
				}
				return call.proceed();
			});
			HealthCheck check = check((RedisConnectionFactory) raced.getProxy());
			assertThat(check.check()).isInstanceOf(Inconclusive.class)
				.extracting(CheckResult::reason)
				.asString()
				.startsWith("saturated 2/2");
		}
		finally {
			((DisposableBean) factory).destroy();
		}
	}

	private HealthCheck check(RedisConnectionFactory factory) {
		return RedisCheck.of(factory, POLICY, this.now::get, () -> true);
	}

	private static CheckResult awaitInconclusive(HealthCheck check) {
		return await().until(check::check, Inconclusive.class::isInstance);
	}

	/**
	 * Factories with a pool of two connections.
	 */
	enum Client {

		JEDIS {

			@Override
			RedisConnectionFactory create() {
				return jedis();
			}

		},

		JEDIS_UNIFIED {

			@Override
			RedisConnectionFactory create() {
				JedisConnectionFactory factory = jedis();
				factory.setUseUnifiedJedis(true);
				return factory;
			}

		},

		LETTUCE {

			@Override
			RedisConnectionFactory create() {
				GenericObjectPoolConfig<StatefulConnection<?, ?>> pool = new GenericObjectPoolConfig<>();
				pool.setMaxTotal(MAX);
				pool.setMaxWait(PATIENCE_OF_THE_POOL);
				LettuceConnectionFactory factory = new LettuceConnectionFactory(address(),
						LettucePoolingClientConfiguration.builder().poolConfig(pool).build());
				factory.setShareNativeConnection(false);
				return factory;
			}

		};

		abstract RedisConnectionFactory create();

		RedisConnectionFactory started() throws Exception {
			RedisConnectionFactory factory = create();
			((InitializingBean) factory).afterPropertiesSet();
			((SmartLifecycle) factory).start();
			return factory;
		}

		static RedisStandaloneConfiguration address() {
			return new RedisStandaloneConfiguration(SERVER.host(), SERVER.port());
		}

		static JedisConnectionFactory jedis() {
			GenericObjectPoolConfig<Jedis> pool = new GenericObjectPoolConfig<>();
			pool.setMaxTotal(MAX);
			pool.setMaxWait(PATIENCE_OF_THE_POOL);
			return new JedisConnectionFactory(address(),
					JedisClientConfiguration.builder()
						.readTimeout(Duration.ofMinutes(1))
						.usePooling()
						.poolConfig(pool)
						.build());
		}

	}

	/**
	 * Callers that hold all connections until there is something in a queue.
	 */
	private static final class Holders implements AutoCloseable {

		private final RedisConnectionFactory factory;

		private final List<Thread> threads = new ArrayList<>();

		Holders(RedisConnectionFactory factory) {
			this.factory = factory;
		}

		void hold() {
			for (int i = 0; i < MAX; i++) {
				Thread thread = new Thread(this::take);
				thread.start();
				this.threads.add(thread);
			}
		}

		/**
		 * And know that they do.
		 */
		void holdAll() {
			hold();
			try (Jedis jedis = SERVER.connect()) {
				await().until(() -> jedis.info("clients").contains("blocked_clients:" + MAX));
			}
		}

		private void take() {
			try (RedisConnection connection = this.factory.getConnection()) {
				connection.listCommands().bLPop(30, QUEUE.getBytes(StandardCharsets.US_ASCII));
			}
		}

		void release() throws InterruptedException {
			try (Jedis jedis = SERVER.connect()) {
				for (int i = 0; i < this.threads.size(); i++) {
					jedis.lpush(QUEUE, "go");
				}
			}
			for (Thread thread : this.threads) {
				thread.join();
			}
			this.threads.clear();
		}

		@Override
		public void close() throws InterruptedException {
			release();
		}

	}

}
