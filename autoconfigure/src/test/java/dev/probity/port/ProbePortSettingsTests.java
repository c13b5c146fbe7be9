package dev.probity.port;

import java.util.Map;

import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource.StubPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A probe port of 8080, which Spring Boot gives the application's server if nobody sets
 * its port.
 */
class ProbePortSettingsTests {

	private static final String SERVLET_PARAMETERS = "servletContextInitParams";

	private final MockEnvironment environment = new MockEnvironment().withProperty("probity.probe-port", "8080");

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void itIsTheServersWhoseOwnIsNotSet(WebApplicationType type) {
		this.environment.getPropertySources().addLast(new StubPropertySource(SERVLET_PARAMETERS));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> ProbePortSettings.of(this.environment, type))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription())
				.contains("The probe port is 8080, and so is 'server.port'"))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("'probity.probe-port'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "9000", "0", "-1" })
	void itIsFreeBesideAServerThatHasAnother(String port) {
		this.environment.setProperty("server.port", port);
		assertIsFree(WebApplicationType.SERVLET);
	}

	@Test
	void itIsFreeWithoutAServer() {
		assertIsFree(WebApplicationType.NONE);
	}

	@Test
	void itIsFreeWhereThePropertiesSayThatThereIsNoServer() {
		this.environment.setProperty("spring.main.web-application-type", "none");
		assertIsFree(WebApplicationType.SERVLET);
	}

	@Test
	void itIsFreeInAContainerOfWhosePortNothingIsKnown() {
		this.environment.getPropertySources().addLast(new MapPropertySource(SERVLET_PARAMETERS, Map.of()));
		assertIsFree(WebApplicationType.SERVLET);
	}

	@Test
	void anyFreePortIsNotTheSameForBoth() {
		this.environment.setProperty("probity.probe-port", "0");
		this.environment.setProperty("server.port", "0");
		assertThat(ProbePortSettings.of(this.environment, WebApplicationType.SERVLET)).isNotNull();
	}

	private void assertIsFree(WebApplicationType type) {
		assertThat(ProbePortSettings.of(this.environment, type)).isNotNull()
			.extracting(ProbePortSettings::port)
			.isEqualTo(8080);
	}

}
