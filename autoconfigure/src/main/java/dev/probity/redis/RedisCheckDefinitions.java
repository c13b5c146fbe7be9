package dev.probity.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckDefinitions;
import dev.probity.diagnosis.ClientDiagnoses;
import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.registration.CheckedBean;
import dev.probity.registration.PeriodicTask;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * One check for each connection factory that Actuator would show, under the same name.
 * All are optional: without its cache an application usually serves, if slowly, and a
 * shared one that fails would otherwise take out every instance at once.
 */
final class RedisCheckDefinitions implements CheckDefinitions, PeriodicTask, DisposableBean {

	static final String NAME = "redis";

	private static final boolean LETTUCE = ClassUtils.isPresent("io.lettuce.core.RedisClient",
			RedisCheckDefinitions.class.getClassLoader());

	private final ConfigurableListableBeanFactory beanFactory;

	private final ClientDiagnoses diagnoses;

	private final List<DisposableBean> lookups = new CopyOnWriteArrayList<>();

	private final Ticker ticker;

	private final CheckMonitor monitor;

	RedisCheckDefinitions(ConfigurableListableBeanFactory beanFactory, ClientDiagnoses diagnoses, Ticker ticker,
			CheckMonitor monitor) {
		this.beanFactory = beanFactory;
		this.diagnoses = diagnoses;
		this.ticker = ticker;
		this.monitor = monitor;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, Object> factories = new LinkedHashMap<>(candidates(RedisConnectionFactory.class));
		// Lettuce's factory is both, and is then used as the blocking one
		candidates(ReactiveRedisConnectionFactory.class).forEach(factories::putIfAbsent);
		List<CheckDefinition> all = new ArrayList<>();
		CheckedBean.of(NAME, factories, primary()).stream().map(this::define).forEach(all::add);
		List.copyOf(all).stream().map(this.diagnoses::vital).filter(Objects::nonNull).forEach(all::add);
		return all;
	}

	@Override
	public boolean diagnosesClients() {
		return true;
	}

	@Override
	public void run() {
		this.diagnoses.run();
	}

	@Override
	public void destroy() throws Exception {
		for (DisposableBean lookup : this.lookups) {
			lookup.destroy();
		}
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
				(policy) -> this.diagnoses.diagnosed(factory.name(), policy,
						check(factory.name(), factory.bean(), policy), client(factory)));
	}

	private Callable<@Nullable DiagnosedClient> client(CheckedBean<Object> factory) {
		if (!LETTUCE) {
			return () -> null;
		}
		LettuceClients lookup = new LettuceClients(factory.bean(), () -> this.diagnoses.hint(factory.name()));
		this.lookups.add(lookup);
		return lookup;
	}

	private HealthCheck check(String name, Object factory, CheckPolicy policy) {
		BooleanSupplier passing = () -> this.monitor.isPassing(name);
		return (factory instanceof RedisConnectionFactory blocking)
				? RedisCheck.of(blocking, policy, this.ticker, passing)
				: RedisCheck.ofReactive((ReactiveRedisConnectionFactory) factory, policy, this.ticker, passing);
	}

}
