package dev.probity.redis;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which connection factories are checked, under which names and with which criticality.
 */
class RedisCheckAutoConfigurationTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("spring.data.redis.port=1");

	private final ApplicationContextRunner booted = this.runner.withConfiguration(
			AutoConfigurations.of(DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class));

	@Test
	void bootsFactoryIsRedisAndOptional() {
		this.booted.run((context) -> {
			assertThat(criticalities(context)).isEqualTo(Map.of("redis", Criticality.OPTIONAL));
			assertThat(context).hasBean("redisHealthContributor");
		});
	}

	@Test
	void isNotAdoptedAsAnIndicatorWhereItIsNamed() {
		this.booted.withPropertyValues("probity.checks.redis.criticality=required").run((context) -> {
			assertThat(criticalities(context)).isEqualTo(Map.of("redis", Criticality.REQUIRED));
			assertThat(Contexts.check(context, "redis").policy().interval()).hasSeconds(5);
		});
	}

	@Test
	void bootsIndicatorIsReplacedWhereItLivesInTheReactiveRegistryOnly() {
		this.booted.withPropertyValues("probity.enabled=false").run((context) -> {
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("redis")).isNull();
			assertThat(context.getBean(ReactiveHealthContributorRegistry.class).getContributor("redis")).isNotNull();
		});
		this.booted.run((context) -> {
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("redis")).isNotNull();
			assertThat(context.getBean(ReactiveHealthContributorRegistry.class).getContributor("redis"))
				.isNotSameAs(context.getBean("redisHealthContributor"));
		});
	}

	@Test
	void bootsBlockingIndicatorIsReplacedWithoutReactor() {
		this.booted.withPropertyValues("spring.data.redis.client-type=jedis")
			.withClassLoader(new FilteredClassLoader("reactor.", "io.lettuce."))
			.run((context) -> {
				assertThat(criticalities(context)).isEqualTo(Map.of("redis", Criticality.OPTIONAL));
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("redis").getClass())
					.hasPackage("dev.probity.contributor");
			});
	}

	@Test
	void severalAreOptionalByTheirBeansNames() {
		this.runner.withBean("cache", RedisConnectionFactory.class, () -> stub(RedisConnectionFactory.class))
			.withBean("sessions", RedisConnectionFactory.class, () -> stub(RedisConnectionFactory.class))
			.run((context) -> {
				assertThat(criticalities(context))
					.isEqualTo(Map.of("redis/cache", Criticality.OPTIONAL, "redis/sessions", Criticality.OPTIONAL));
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("redis"))
					.isInstanceOf(CompositeHealthContributor.class);
			});
	}

	@Test
	void redisSettingsAreThoseOfAll() {
		this.runner
			.withBean("cache", RedisConnectionFactory.class, () -> stub(RedisConnectionFactory.class),
					(bean) -> bean.setPrimary(true))
			.withBean("sessions", RedisConnectionFactory.class, () -> stub(RedisConnectionFactory.class))
			.withPropertyValues("probity.checks.redis.criticality=required", "probity.checks.redis.timeout=3s")
			.run((context) -> {
				assertThat(criticalities(context))
					.isEqualTo(Map.of("redis/cache", Criticality.REQUIRED, "redis/sessions", Criticality.REQUIRED));
				assertThat(Contexts.check(context, "redis/cache").policy().timeout()).hasSeconds(3);
				assertThat(Contexts.check(context, "redis/sessions").policy().timeout()).hasSeconds(3);
			});
	}

	@Test
	void oneThatIsReactiveOnlyIsCheckedToo() {
		this.runner
			.withBean("cache", ReactiveRedisConnectionFactory.class, () -> stub(ReactiveRedisConnectionFactory.class))
			.run((context) -> assertThat(criticalities(context)).isEqualTo(Map.of("redis", Criticality.OPTIONAL)));
		this.runner
			.withBean("cache", ReactiveRedisConnectionFactory.class, () -> stub(ReactiveRedisConnectionFactory.class))
			.withBean("sessions", LettuceConnectionFactory.class, LettuceConnectionFactory::new)
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("redis/cache", "redis/sessions"));
	}

	@Test
	void oneThatIsNoAutowireCandidateIsNotChecked() {
		this.runner.withBean("cache", RedisConnectionFactory.class, () -> stub(RedisConnectionFactory.class))
			.withBean("internal", RedisConnectionFactory.class, () -> stub(RedisConnectionFactory.class),
					(bean) -> bean.setAutowireCandidate(false))
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("redis"));
	}

	@Test
	void nothingIsCheckedWhereItsIndicatorIsSwitchedOff() {
		this.booted.withPropertyValues("management.health.redis.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		this.booted.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		this.booted
			.withPropertyValues("management.health.defaults.enabled=false", "management.health.redis.enabled=true")
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("redis"));
	}

	@Test
	void nothingIsCheckedOnceProbityIsSwitchedOff() {
		this.booted.withPropertyValues("probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RedisCheckDefinitions.class)
				.hasBean("redisHealthContributor"));
	}

	@Test
	void anIndicatorOfTheApplicationOfThatNameTakesPrecedenceAndIsAdopted() {
		HealthIndicator own = () -> Health.up().build();
		for (String name : new String[] { "redisHealthIndicator", "redisHealthContributor" }) {
			this.booted.withBean(name, HealthIndicator.class, () -> own).run((context) -> {
				assertThat(criticalities(context)).isEqualTo(Map.of("redis", Criticality.OBSERVED));
				assertThat(Contexts.check(context, "redis").policy().interval()).isEqualTo(Duration.ofSeconds(30));
			});
		}
	}

	@Test
	void isCheckedEvenWhereBootsIndicatorIsExcluded() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProbityAutoConfiguration.class, RedisCheckAutoConfiguration.class))
			.withBean("cache", RedisConnectionFactory.class, () -> stub(RedisConnectionFactory.class))
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("redis"));
	}

	@Test
	void nothingIsCheckedWithoutAFactoryOrWithoutRedis() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(RedisCheckDefinitions.class));
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.data.redis.",
					"org.springframework.boot.data.redis.", "io.lettuce.", "redis.clients.", "reactor."))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisCheckAutoConfiguration.class));
	}

	/**
	 * A factory of one type only that connects to nothing.
	 */
	private static <T> T stub(Class<T> type) {
		Object identity = new Object();
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (method.getDeclaringClass() == Object.class) {
					return method.invoke(identity, arguments);
				}
				throw new UnsupportedOperationException(method.getName());
			}));
	}

	private static Map<String, Criticality> criticalities(AssertableApplicationContext context) {
		Probe readiness = context.getBean(Probes.class).probe("readiness");
		Map<String, Criticality> criticalities = new TreeMap<>();
		context.getBean(CheckMonitor.class)
			.snapshots()
			.forEach((name, check) -> criticalities.put(name, readiness.criticalityOf(check)));
		return criticalities;
	}

}
