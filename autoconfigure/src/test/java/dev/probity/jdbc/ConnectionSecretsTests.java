package dev.probity.jdbc;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.PostgresServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No password is told, whatever the driver says when it cannot connect.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionSecretsTests {

	private static final String PASSWORD = "hunter2";

	private static final PostgresServer SERVER = PostgresServer.get();

	@BeforeAll
	static void login() throws Exception {
		SERVER.createLogin("stranger", "something-else");
		// an application that ran in this JVM before may have turned it down
		LoggingSystem.get(ConnectionSecretsTests.class.getClassLoader())
			.setLogLevel("dev.probity.event", LogLevel.INFO);
	}

	static Stream<List<String>> failing() {
		String address = "spring.datasource.url=jdbc:postgresql://localhost:" + SERVER.port() + "/postgres";
		String refused = "spring.datasource.url=jdbc:postgresql://localhost:1/postgres";
		String unknown = "spring.datasource.url=jdbc:nosuch://stranger:" + PASSWORD + "@localhost/postgres";
		return Stream.of(
				List.of(address, "spring.datasource.username=stranger", "spring.datasource.password=" + PASSWORD),
				List.of(address + "?user=stranger&password=" + PASSWORD),
				List.of(refused + "?user=stranger&password=" + PASSWORD),
				List.of(unknown, "spring.datasource.driver-class-name=org.postgresql.Driver"));
	}

	@ParameterizedTest
	@MethodSource("failing")
	void isInNoDetailAndInNoLogLine(List<String> properties, CapturedOutput output) {
		Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues(properties.toArray(String[]::new))
			.withPropertyValues("probity.checks.db.timeout=10s", "spring.datasource.hikari.connection-timeout=500")
			.run((context) -> {
				await().until(() -> Contexts.check(context, "db").state() == CheckState.FAILING);
				IndicatedHealthDescriptor db = (IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class)
					.healthForPath("db");
				assertThat(db.getDetails().get("probity")).asString().contains("error=");
				assertThat(db.getDetails().toString()).doesNotContain(PASSWORD);
				await().until(() -> output.toString().contains("Check 'db' went from UNKNOWN to FAILING"));
			});
		assertThat(output).doesNotContain(PASSWORD);
	}

}
