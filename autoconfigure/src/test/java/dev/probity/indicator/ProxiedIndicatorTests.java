package dev.probity.indicator;

import java.time.Duration;

import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Indicators that are proxies, of a scope or of an aspect, are asked as Actuator asks
 * them.
 */
class ProxiedIndicatorTests {

	// what an aspect of the application may do around health(..)
	private static final MethodInterceptor ANSWER = (invocation) -> {
		if (!invocation.getMethod().getName().equals("health")) {
			return invocation.proceed();
		}
		Health answer = Health.outOfService().build();
		return (invocation.getMethod().getReturnType() == Health.class) ? answer : Mono.just(answer);
	};

	@Test
	void theObjectBehindTheProxyDoesTheWorkThoughItsMethodIsFinal() {
		assertThat(stateOf(proxy(new Final("here")))).isEqualTo(CheckState.PASSING);
	}

	@Test
	void whatAnAspectMakesOfTheAnswerCounts() {
		assertThat(stateOf(proxy(new Final("here"), ANSWER))).isEqualTo(CheckState.FAILING);
		assertThat(stateOf(proxy(new Reactive(), ANSWER))).isEqualTo(CheckState.FAILING);
	}

	private static CheckState stateOf(Object indicator) {
		CheckState[] state = new CheckState[1];
		Contexts.withoutWeb().withInitializer((context) -> {
			String name = "proxiedHealthIndicator";
			context.getBeanFactory().registerSingleton(name, indicator);
		}).run((context) -> {
			await().pollInterval(Duration.ofMillis(5))
				.until(() -> Contexts.check(context, "proxied").state() != CheckState.UNKNOWN);
			state[0] = Contexts.check(context, "proxied").state();
		});
		return state[0];
	}

	private static Object proxy(Object target, MethodInterceptor... advice) {
		ProxyFactory factory = new ProxyFactory(target);
		factory.setProxyTargetClass(true);
		for (MethodInterceptor each : advice) {
			factory.addAdvice(each);
		}
		return factory.getProxy();
	}

	static class Final extends AbstractHealthIndicator {

		private final String where;

		Final(String where) {
			this.where = where;
		}

		@Override
		protected final void doHealthCheck(Health.Builder builder) {
			builder.up().withDetail("where", this.where.length());
		}

	}

	static class Reactive extends AbstractReactiveHealthIndicator {

		@Override
		protected Mono<Health> doHealthCheck(Health.Builder builder) {
			return Mono.just(builder.up().build());
		}

	}

}
