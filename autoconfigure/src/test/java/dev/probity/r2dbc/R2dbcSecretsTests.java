package dev.probity.r2dbc;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.StubConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No password is told, whatever the reactive driver says when it cannot connect.
 */
@ExtendWith(OutputCaptureExtension.class)
class R2dbcSecretsTests {

	private static final String PASSWORD = "hunter2";

	private static final PostgresServer SERVER = PostgresServer.get();

	@BeforeAll
	static void login() throws Exception {
		SERVER.createLogin("reactive_stranger", "something-else");
		// an application that ran in this JVM before may have turned it down
		LoggingSystem.get(R2dbcSecretsTests.class.getClassLoader()).setLogLevel("dev.probity.event", LogLevel.INFO);
	}

	static Stream<List<String>> failing() {
		String user = "reactive_stranger:" + PASSWORD + "@localhost:";
		return Stream.of(
				List.of("spring.r2dbc.url=r2dbc:postgresql://localhost:" + SERVER.port() + "/postgres",
						"spring.r2dbc.username=reactive_stranger", "spring.r2dbc.password=" + PASSWORD),
				List.of("spring.r2dbc.url=r2dbc:postgresql://" + user + SERVER.port() + "/postgres"),
				List.of("spring.r2dbc.url=r2dbc:pool:postgresql://" + user + SERVER.port() + "/postgres"),
				List.of("spring.r2dbc.url=r2dbc:postgresql://" + user + SERVER.port() + "/postgres",
						"spring.r2dbc.pool.enabled=false"),
				List.of("spring.r2dbc.url=r2dbc:postgresql://" + user + "1/postgres"));
	}

	@ParameterizedTest
	@MethodSource("failing")
	void isInNoDetailAndInNoLogLine(List<String> properties, CapturedOutput output) {
		assertTellsNoPassword(Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
			.withPropertyValues(properties.toArray(String[]::new)), output);
	}

	@Test
	void isNotToldWhereADriverTellsItsAddress(CapturedOutput output) {
		for (String url : List.of("r2dbc:postgresql://stranger:" + PASSWORD + "@localhost/postgres",
				"r2dbc:pool:postgresql://stranger:" + PASSWORD + "@localhost/postgres",
				"r2dbc:postgresql://localhost/postgres?user=stranger&password=" + PASSWORD)) {
			assertTellsNoPassword(
					Contexts.withoutWeb()
						.withBean(ConnectionFactory.class,
								() -> new StubConnectionFactory(
										Mono.error(new R2dbcNonTransientResourceException("no way to " + url)))),
					output);
		}
	}

	private static void assertTellsNoPassword(ApplicationContextRunner application, CapturedOutput output) {
		application.withPropertyValues("probity.checks.r2dbc.timeout=10s").run((context) -> {
			await().until(() -> Contexts.check(context, "r2dbc").state() == CheckState.FAILING);
			IndicatedHealthDescriptor r2dbc = (IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class)
				.healthForPath("r2dbc");
			assertThat(r2dbc.getDetails().get("probity")).asString().contains("error=");
			assertThat(r2dbc.getDetails().toString()).doesNotContain(PASSWORD);
			await().until(() -> output.toString().contains("Check 'r2dbc' went from UNKNOWN to FAILING"));
		});
		assertThat(output).doesNotContain(PASSWORD);
	}

}
