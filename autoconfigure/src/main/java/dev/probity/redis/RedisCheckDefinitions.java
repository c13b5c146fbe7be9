package dev.probity.redis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.probe.Criticality;
import dev.probity.registration.CheckDefinition;
import dev.probity.registration.CheckDefinition.Pace;
import dev.probity.registration.CheckDefinitions;
import dev.probity.registration.CheckedBean;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * One check for each connection factory that Actuator would show, under the same name.
 * All are optional: without its cache an application usually serves, if slowly, and a
 * shared one that fails would otherwise take out every instance at once.
 */
final class RedisCheckDefinitions implements CheckDefinitions {

	static final String NAME = "redis";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Ticker ticker;

	private final CheckMonitor monitor;

	RedisCheckDefinitions(ConfigurableListableBeanFactory beanFactory, Ticker ticker, CheckMonitor monitor) {
		this.beanFactory = beanFactory;
		this.ticker = ticker;
		this.monitor = monitor;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, Object> factories = new LinkedHashMap<>(candidates(RedisConnectionFactory.class));
		// Lettuce's factory is both, and is then used as the blocking one
		candidates(ReactiveRedisConnectionFactory.class).forEach(factories::putIfAbsent);
		return CheckedBean.of(NAME, factories, primary()).stream().map(this::define).toList();
	}

	private <T> Map<String, T> candidates(Class<T> type) {
		return SimpleAutowireCandidateResolver.resolveAutowireCandidates(this.beanFactory, type, false, true);
	}

	private @Nullable Object primary() {
		Object primary = this.beanFactory.getBeanProvider(RedisConnectionFactory.class).getIfUnique();
		return (primary != null) ? primary
				: this.beanFactory.getBeanProvider(ReactiveRedisConnectionFactory.class).getIfUnique();
	}

	private CheckDefinition define(CheckedBean<Object> factory) {
		return new CheckDefinition(factory.name(), factory.alias(), Criticality.OPTIONAL, Pace.NORMAL,
				(policy) -> check(factory.name(), factory.bean(), policy));
	}

	private HealthCheck check(String name, Object factory, CheckPolicy policy) {
		BooleanSupplier passing = () -> this.monitor.isPassing(name);
		return (factory instanceof RedisConnectionFactory blocking)
				? RedisCheck.of(blocking, policy, this.ticker, passing)
				: RedisCheck.ofReactive((ReactiveRedisConnectionFactory) factory, policy, this.ticker, passing);
	}

}
