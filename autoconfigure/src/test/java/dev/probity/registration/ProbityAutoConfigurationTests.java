package dev.probity.registration;

import java.util.List;

import dev.probity.actuate.ProbeGroups;
import dev.probity.actuate.ProbityHealthAutoConfiguration;
import dev.probity.check.DependencyCheck;
import dev.probity.check.VitalCheck;
import dev.probity.contributor.CheckContributors;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wired when.
 */
class ProbityAutoConfigurationTests {

	private static final String CHECK = "orders";

	@Test
	void threeProbesAreThere() {
		Contexts.withoutWeb()
			.run((context) -> assertThat(context.getBean(Probes.class).all()).extracting("name")
				.containsExactly("liveness", "readiness", "startup"));
	}

	@Test
	void nothingIsThereOnceSwitchedOff() {
		Contexts.withMvc()
			.withPropertyValues("probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Probes.class)
				.doesNotHaveBean(CheckMonitor.class)
				.doesNotHaveBean(ProbePaths.class)
				.doesNotHaveBean(ProbeGroups.class)
				.hasSingleBean(HealthEndpointGroups.class));
	}

	@Test
	void probesDoWithoutActuatorsRegistry() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ProbityAutoConfiguration.class, ProbityHealthAutoConfiguration.class))
			.withBean(CHECK, DependencyCheck.class, () -> new Switch().dependency())
			.run((context) -> {
				assertThat(context).doesNotHaveBean(CheckContributors.class);
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			});
	}

	@Test
	void probesDoWithoutTheHealthEndpoint() {
		Contexts.withMvc().withPropertyValues("management.endpoint.health.access=NONE").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ProbePaths.class);
			Contexts.ready(context);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void theShortPathsNeedAServletApplication() {
		Contexts.withoutWeb().run((context) -> assertThat(context).doesNotHaveBean(ProbePaths.class));
		Contexts.withMvc()
			.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProbePaths.class));
		Contexts.withMvc().run((context) -> assertThat(context).hasSingleBean(ProbePaths.class));
	}

	@Test
	void aChainForTheShortPathsIsThereOnlyBesideBootsOwnThatDoesNotKnowThem() {
		AutoConfigurations security = AutoConfigurations.of(ManagementWebSecurityAutoConfiguration.class,
				ServletWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class);
		WebApplicationContextRunner runner = Contexts.withMvc().withConfiguration(security);
		String hidden = "management.endpoints.web.exposure.include=info";
		runner.run((context) -> assertThat(context).hasSingleBean(SecurityFilterChain.class));
		runner.withPropertyValues(hidden)
			.run((context) -> assertThat(context).hasBean("probitySecurityFilterChain")
				.hasBean("managementSecurityFilterChain"));
		runner.withPropertyValues(hidden, "probity.paths.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(SecurityFilterChain.class));
		runner.withPropertyValues(hidden)
			.withBean("own", SecurityFilterChain.class, () -> new DefaultSecurityFilterChain((request) -> true))
			.run((context) -> assertThat(context).hasSingleBean(SecurityFilterChain.class).hasBean("own"));
		runner.withPropertyValues(hidden)
			.withClassLoader(new FilteredClassLoader(HttpSecurity.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("probitySecurityFilterChain"));
	}

	@Test
	void beansOfTheApplicationTakePrecedence() {
		Ticker ticker = () -> 0;
		Contexts.withoutWeb()
			.withBean("applicationTicker", Ticker.class, () -> ticker)
			.run((context) -> assertThat(context.getBean(Ticker.class)).isSameAs(ticker));
	}

	@Test
	void aCheckIsAContributorUnderItsName() {
		Contexts.withoutWeb()
			.withBean(CHECK, DependencyCheck.class, () -> new Switch().dependency())
			.withBean("worker", VitalCheck.class, () -> new Switch().vital())
			.run((context) -> assertThat(
					context.getBean(HealthContributorRegistry.class).stream().map((entry) -> entry.name()))
				.contains(CHECK, "worker"));
	}

	@Test
	void aCheckWithANameThatIsTakenFailsTheStartReadably() {
		Contexts.withoutWeb()
			.withBean("db", DependencyCheck.class, () -> new Switch().dependency())
			.withBean(CheckDefinitions.class,
					() -> () -> List.of(new CheckDefinition("db", null, dev.probity.probe.Criticality.REQUIRED,
							CheckDefinition.Pace.NORMAL, (policy) -> new Switch().dependency())))
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOfSatisfying(
					FailureAnalyzedException.class,
					(failure) -> assertThat(failure.analysis().getDescription()).contains("'db'", "already")));
	}

	@Test
	void aCheckWithANameThatNoPathCouldHaveFailsTheStartReadably() {
		Contexts.withoutWeb()
			.withBean("my check", DependencyCheck.class, () -> new Switch().dependency())
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOfSatisfying(
					FailureAnalyzedException.class,
					(failure) -> assertThat(failure.analysis().getDescription()).contains("'my check'")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "readiness", "startup", "lifecycle" })
	void aCheckWithTheNameOfAProbeOrOfThePhaseFailsTheStartReadably(String name) {
		Contexts.withoutWeb()
			.withBean(name, DependencyCheck.class, () -> new Switch().dependency())
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOfSatisfying(
					FailureAnalyzedException.class,
					(failure) -> assertThat(failure.analysis().getDescription()).contains(name)));
	}

}
