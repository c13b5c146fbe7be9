package dev.probity.actuate;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.Switchboard;
import dev.probity.fixture.SwitchboardConfiguration;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Whoever may see no components of a probe's group gets what Spring Boot would have told,
 * without a look at any of them.
 */
class BriefHealthExtensionsTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health";

	private static final String SHOWN = "management.endpoint.health.show-details=always";

	private final WebApplicationContextRunner mvc = Contexts.withMvc()
		.withUserConfiguration(SwitchboardConfiguration.class)
		.withPropertyValues(SwitchboardConfiguration.PROPERTIES)
		.withPropertyValues(EXPOSED, "probity.features.catalog.checks=search");

	private final ReactiveWebApplicationContextRunner webFlux = Contexts.withWebFlux()
		.withUserConfiguration(SwitchboardConfiguration.class)
		.withPropertyValues(SwitchboardConfiguration.PROPERTIES)
		.withPropertyValues(EXPOSED);

	@ParameterizedTest
	@ValueSource(strings = { "readiness", "liveness", "startup", "catalog" })
	void theAnswerIsTheSame(String group) {
		this.mvc.run((context) -> {
			HealthEndpointWebExtension brief = context.getBean(HealthEndpointWebExtension.class);
			HealthEndpointWebExtension whole = new HealthEndpointWebExtension(
					context.getBean(HealthContributorRegistry.class), null, context.getBean(HealthEndpointGroups.class),
					null);
			assertThat(brief).isInstanceOf(BriefHealthWebExtension.class);
			assertThat(answer(brief, group)).usingRecursiveComparison().isEqualTo(answer(whole, group));
			Contexts.ready(context);
			ready(context);
			assertThat(answer(brief, group)).usingRecursiveComparison().isEqualTo(answer(whole, group));
			context.getBean(Switchboard.class).orders().fail();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			assertThat(answer(brief, group)).usingRecursiveComparison().isEqualTo(answer(whole, group));
		});
	}

	@Test
	void theReactiveOneIsTheSame() {
		this.webFlux.run((context) -> {
			ReactiveHealthEndpointWebExtension brief = context.getBean(ReactiveHealthEndpointWebExtension.class);
			ReactiveHealthEndpointWebExtension whole = new ReactiveHealthEndpointWebExtension(
					context.getBean(ReactiveHealthContributorRegistry.class), null,
					context.getBean(HealthEndpointGroups.class), null);
			assertThat(brief).isInstanceOf(BriefReactiveHealthWebExtension.class);
			Contexts.ready(context);
			ready(context);
			assertThat(answer(brief)).usingRecursiveComparison().isEqualTo(answer(whole));
			context.getBean(Switchboard.class).orders().fail();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			assertThat(answer(brief)).usingRecursiveComparison().isEqualTo(answer(whole));
		});
	}

	@Test
	void whoeverMaySeeComponentsSeesThem() {
		this.mvc.withPropertyValues(SHOWN)
			.run((context) -> assertThat(
					components(answer(context.getBean(HealthEndpointWebExtension.class), "readiness")))
				.contains("orders"));
		this.webFlux.withPropertyValues(SHOWN)
			.run((context) -> assertThat(components(answer(context.getBean(ReactiveHealthEndpointWebExtension.class))))
				.contains("orders"));
	}

	@Test
	void oneOfTheApplicationsOwnIsLeftAlone() {
		this.mvc.withBean("own", OwnExtension.class)
			.run((context) -> assertThat(context.getBean(HealthEndpointWebExtension.class))
				.isExactlyInstanceOf(OwnExtension.class));
	}

	@Test
	void oneOfSpringBootsThatTheApplicationHasMadeIsLeftAlone() {
		HealthEndpointWebExtension own = mock(HealthEndpointWebExtension.class);
		this.mvc.withBean("healthEndpointWebExtension", HealthEndpointWebExtension.class, () -> own)
			.run((context) -> assertThat(context.getBean(HealthEndpointWebExtension.class)).isSameAs(own));
		ReactiveHealthEndpointWebExtension reactive = mock(ReactiveHealthEndpointWebExtension.class);
		this.webFlux
			.withBean("reactiveHealthEndpointWebExtension", ReactiveHealthEndpointWebExtension.class, () -> reactive)
			.run((context) -> assertThat(context.getBean(ReactiveHealthEndpointWebExtension.class)).isSameAs(reactive));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aSlowIndicatorOfAnotherGroupIsLoggedAsSpringBootLogsIt(boolean isServlet) {
		String[] properties = { "management.endpoint.health.logging.slow-indicator-threshold=100ms",
				"management.endpoint.health.group.others.include=sluggish", "probity.adopt.exclude=sluggish" };
		Supplier<Health> sluggish = () -> {
			LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
			return Health.up().build();
		};
		try (LoggedLines lines = new LoggedLines(HealthEndpointWebExtension.class.getSuperclass())) {
			if (isServlet) {
				this.mvc.withBean("sluggish", HealthIndicator.class, () -> sluggish::get)
					.withPropertyValues(properties)
					.run((context) -> answer(context.getBean(HealthEndpointWebExtension.class), "others"));
			}
			else {
				// the time up to its Mono is what Spring Boot measures
				this.webFlux.withBean("sluggish", ReactiveHealthIndicator.class, () -> () -> Mono.just(sluggish.get()))
					.withPropertyValues(properties)
					.run((context) -> answer(context.getBean(ReactiveHealthEndpointWebExtension.class), "others"));
			}
			await().untilAsserted(() -> assertThat(lines.next())
				.anySatisfy((line) -> assertThat(line).contains("Health contributor", "(sluggish) took")));
		}
	}

	private static void ready(ConfigurableApplicationContext context) {
		context.getBean(Switchboard.class).finishStart();
		Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
	}

	private static WebEndpointResponse<HealthDescriptor> answer(HealthEndpointWebExtension extension, String group) {
		return extension.health(ApiVersion.V3, WebServerNamespace.SERVER, SecurityContext.NONE, group);
	}

	private static WebEndpointResponse<? extends HealthDescriptor> answer(
			ReactiveHealthEndpointWebExtension extension) {
		return answer(extension, "readiness");
	}

	private static WebEndpointResponse<? extends HealthDescriptor> answer(ReactiveHealthEndpointWebExtension extension,
			String group) {
		return Objects
			.requireNonNull(extension.health(ApiVersion.V3, WebServerNamespace.SERVER, SecurityContext.NONE, group)
				.block(Duration.ofSeconds(10)));
	}

	private static Iterable<String> components(WebEndpointResponse<? extends HealthDescriptor> answer) {
		return Objects
			.requireNonNull(((CompositeHealthDescriptor) Objects.requireNonNull(answer.getBody())).getComponents())
			.keySet();
	}

	static class OwnExtension extends HealthEndpointWebExtension {

		OwnExtension(HealthContributorRegistry registry, HealthEndpointGroups groups) {
			super(registry, null, groups, null);
		}

	}

}
