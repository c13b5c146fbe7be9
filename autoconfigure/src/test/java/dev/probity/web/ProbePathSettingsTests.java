package dev.probity.web;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Short paths by other names, and none at all.
 */
@ParameterizedClass
@EachFramework
class ProbePathSettingsTests {

	private final WebStack stack;

	ProbePathSettingsTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void mayHaveOtherNamesWhichSecurityThenPermits() {
		try (RunningApplication application = this.stack.starting(SecuredApplication.class,
				"probity.paths.liveness=/live", "probity.paths.readiness=/probes/ready",
				"probity.paths.startup=/probes/started")) {
			assertThat(application.get("/live").statusCode()).isEqualTo(200);
			assertThat(application.get("/probes/ready").statusCode()).isEqualTo(503);
			assertThat(application.get("/probes/started").statusCode()).isEqualTo(503);
			assertThat(application.get("/readyz").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void mayBeSwitchedOffWhichLeavesTheGroups() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class,
				"probity.paths.enabled=false")) {
			assertThat(application.get("/livez").statusCode()).isEqualTo(404);
			assertThat(application.get("/readyz").statusCode()).isEqualTo(404);
			assertThat(application.get("/startupz").statusCode()).isEqualTo(404);
			assertThat(application.actuator("/health/readiness").statusCode()).isEqualTo(503);
			assertThat(application.actuator("/health/liveness").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void stepAsideForThoseOfSpringBootOnceProbityIsSwitchedOff() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "probity.enabled=false",
				"management.endpoint.health.probes.add-additional-paths=true")) {
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
			assertThat(application.get("/startupz").statusCode()).isEqualTo(404);
			assertThat(application.actuator("/health/readiness").body()).contains("UP");
		}
	}

	@Test
	void answerBesideAnAdditionalPathOfTheGroup() {
		try (RunningApplication application = this.stack.started(PlainApplication.class,
				"management.endpoint.health.group.readiness.additional-path=server:/healthz")) {
			application.switchboard().orders().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			assertThat(application.get("/healthz").statusCode()).isEqualTo(503);
			assertThat(application.get("/healthz").body()).contains("DOWN");
		}
	}

}
