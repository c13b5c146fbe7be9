package dev.probity.actuate;

import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.Switch;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A feature has a readiness probe of its own.
 */
@ParameterizedClass
@EachFramework
class FeatureTests {

	private static final String SHOWN = "management.endpoint.health.show-components=always";

	private final WebStack stack;

	FeatureTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void whatIsListedIsRequiredThereHoweverLittleItMattersToReadiness() {
		try (RunningApplication application = started(PlainApplication.class,
				"probity.features.browse.checks=search")) {
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			ProbeAgreement.of(application).featureIs("browse", "DOWN");
		}
	}

	@Test
	void whatIsSaidOfAListedCheckHoldsForTheFeatureAlone() {
		try (RunningApplication application = started(PlainApplication.class, "probity.features.checkout.checks=orders",
				"probity.features.checkout.criticality.ORDERS=optional", "probity.features.admin.checks=search,orders",
				"probity.features.admin.criticality.orders=observed")) {
			application.switchboard().orders().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			ProbeAgreement.of(application).featureIs("checkout", "DEGRADED");
			ProbeAgreement.of(application).featureIs("admin", "UP");
		}
	}

	@Test
	void aCompositeIsAllThatIsInItUnlessSomethingElseIsSaidOfAPart() {
		try (RunningApplication application = started(NestedApplication.class, SHOWN,
				"probity.features.checkout.checks=d-B", "probity.features.browse.checks=db/primary",
				"probity.features.reports.checks=db", "probity.features.reports.criticality[db/reporting]=optional")) {
			application.bean(Switch.class).fail();
			ProbeAgreement.of(application).featureIs("checkout", "DOWN");
			ProbeAgreement.of(application).featureIs("browse", "UP");
			ProbeAgreement.of(application).featureIs("reports", "DEGRADED");
			assertThat(components(application, "checkout")).containsOnlyKeys("db", "lifecycle");
			assertThat(JsonPath.<Map<String, Object>>read(application.actuator("/health/browse").body(),
					"$.components.db.components"))
				.containsOnlyKeys("primary");
		}
	}

	@Test
	void anIndicatorThatIsNoCheckElsewhereBecomesOne() {
		try (RunningApplication application = started(NestedApplication.class, SHOWN,
				"probity.features.checkout.checks=legacy")) {
			assertThat(components(application, "checkout")).containsOnlyKeys("legacy", "lifecycle");
			ProbeAgreement.of(application).featureIs("checkout", "DOWN");
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void aLameDuckLeavesWithAllItsFeatures() {
		try (RunningApplication application = started(PlainApplication.class, ProbeAgreement.FEATURES)) {
			application.bean(Instance.class).advanceTo(LifecyclePhase.LAME_DUCK);
			ProbeAgreement.of(application).featureIs("checkout", "OUT_OF_SERVICE");
			ProbeAgreement.of(application).featureIs("browse", "OUT_OF_SERVICE");
		}
	}

	@Test
	void securityPermitsTheirPaths() {
		try (RunningApplication application = started(SecuredApplication.class, ProbeAgreement.FEATURES)) {
			assertThat(application.get("/readyz/browse").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(application.get("/readyz/other").statusCode()).isEqualTo(401);
			assertThat(application.get("/readyz/browse/search").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void theirPathsAreBelowThatOfReadinessWhateverItIs() {
		try (RunningApplication application = this.stack.starting(SecuredApplication.class,
				StringUtils.addStringToArray(ProbeAgreement.FEATURES, "probity.paths.readiness=/probes/ready"))) {
			assertThat(application.get("/probes/ready/browse").statusCode()).isEqualTo(503);
			assertThat(application.get("/readyz/browse").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void theirPathsAreOnTheMainPortAndTheirGroupsOnTheManagementPort() {
		try (RunningApplication application = started(PlainApplication.class,
				StringUtils.addStringToArray(ProbeAgreement.FEATURES, "management.server.port=0"))) {
			assertThat(application.get("/readyz/browse").statusCode()).isEqualTo(200);
			assertThat(application.management("/readyz/browse").statusCode()).isEqualTo(404);
			assertThat(application.management("/actuator/health/browse").statusCode()).isEqualTo(200);
			assertThat(application.get("/actuator/health/browse").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void theirGroupsFollowTheSettingsOfTheHealthEndpointUnlessTheyHaveTheirOwn() {
		try (RunningApplication application = started(PlainApplication.class,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES,
						new String[] { SHOWN, "management.endpoint.health.group.browse.show-components=never" }))) {
			assertThat(components(application, "checkout")).containsOnlyKeys("lifecycle", "orders", "search");
			assertThat(application.actuator("/health/browse").body()).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	private RunningApplication started(Class<?> source, String... properties) {
		return this.stack.started(source, properties);
	}

	private static Map<String, Object> components(RunningApplication application, String feature) {
		return JsonPath.read(application.actuator("/health/" + feature).body(), "$.components");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(HealthGroupTests.NestedApplication.class)
	static class NestedApplication {

		@Bean
		HealthIndicator legacyHealthIndicator() {
			return () -> Health.down().build();
		}

	}

}
