package dev.probity.registration;

import dev.probity.check.StateTransitionListener;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.startup.StartupTaskListener;
import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bean that publishes an event while it is being made, and that others need of which
 * Probity needs to know: whatever listens to events must not ask for these yet.
 */
@ParameterizedClass
@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
class EventDuringTheStartTests {

	private final WebStack stack;

	EventDuringTheStartTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void anApplicationStartsThatPublishesAnEventWhileItMakesWhatAnIndicatorNeeds() {
		starts(IndicatorApplication.class);
	}

	@Test
	void anApplicationStartsThatPublishesAnEventWhileItMakesWhatAListenerNeeds() {
		starts(ListenerApplication.class);
	}

	@Test
	void anApplicationStartsThatPublishesAnEventWhileItMakesWhatTheStartWaitsFor() {
		starts(ConditionApplication.class);
	}

	@Test
	void anApplicationStartsOneOfWhoseBeansMakesAChildContext() {
		starts(ChildContextApplication.class);
	}

	private void starts(Class<?> source) {
		try (RunningApplication application = this.stack.started(source)) {
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
		}
	}

	/**
	 * A condition that is met.
	 */
	private record Met(Object needed) implements StartupCondition {

		@Override
		public String description() {
			return this.needed.toString();
		}

		@Override
		public boolean isMet() {
			return true;
		}

	}

	/**
	 * First, as beans come that are found by scanning.
	 */
	static class Prices {

		private final ApplicationContext context;

		Prices(ApplicationContext context) {
			this.context = context;
		}

		@PostConstruct
		void load() {
			this.context.publishEvent("prices loaded");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Prices.class, PlainApplication.class })
	static class IndicatorApplication {

		@Bean
		HealthIndicator priceCache(Prices prices) {
			return () -> Health.up().withDetail("context", prices.context.getDisplayName()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Prices.class, PlainApplication.class })
	static class ListenerApplication {

		@Bean
		StateTransitionListener told(Prices prices) {
			return (transition) -> prices.context.getDisplayName();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Prices.class, PlainApplication.class })
	static class ConditionApplication {

		@Bean
		StartupCondition awaited(Prices prices) {
			return new Met(prices);
		}

	}

	/**
	 * As declarative HTTP clients do.
	 */
	static class Clients {

		Clients(ApplicationContext context) {
			try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
				child.setParent(context);
				child.refresh();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Clients.class, PlainApplication.class })
	static class ChildContextApplication {

		@Bean
		HealthIndicator prices(Clients clients) {
			return () -> Health.up().withDetail("clients", clients.getClass()).build();
		}

		@Bean
		StateTransitionListener told(Clients clients) {
			return (transition) -> clients.hashCode();
		}

		@Bean
		StartupCondition awaited(Clients clients) {
			return new Met(clients);
		}

		@Bean
		StartupTaskListener toldOfTasks(Clients clients) {
			return new StartupTaskListener() {

				@Override
				public String toString() {
					return clients.toString();
				}

			};
		}

	}

}
