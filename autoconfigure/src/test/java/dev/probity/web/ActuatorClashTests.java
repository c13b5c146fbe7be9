package dev.probity.web;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What Actuator has on short paths. Where it answers for the same probe there, nobody can
 * tell the difference.
 */
@ParameterizedClass
@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
class ActuatorClashTests {

	private static final String GROUP = "management.endpoint.health.group.";

	@Parameter
	WebStack stack;

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.base-path=/,management.endpoints.web.path-mapping.health=readyz",
			GROUP + "own.include=ping," + GROUP + "own.additional-path=server:/readyz",
			GROUP + "liveness.additional-path=server:/readyz" })
	void anEndpointOrAnotherGroupOnAShortPathStopsTheStart(String properties) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> start(properties).close())
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains("'/readyz'", "readiness probe",
					"Actuator"))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("'probity.paths.readiness'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.health.probes.add-additional-paths=true",
			GROUP + "readiness.additional-path=server:/readyz", GROUP + "readiness.additional-path=server:readyz",
			"management.endpoints.web.base-path=/", "management.endpoints.web.base-path=/,management.server.port=0,"
					+ "management.endpoints.web.path-mapping.health=readyz" })
	void theGroupOfTheSameProbeMayHaveItsPathToo(String properties) {
		try (RunningApplication application = start(properties)) {
			application.switchboard().finishStart();
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/readyz?verbose").body()).contains("readyz check");
		}
	}

	private RunningApplication start(String properties) {
		return this.stack.starting(PlainApplication.class, StringUtils.commaDelimitedListToStringArray(properties));
	}

}
