package dev.probity.kafka;

import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.KafkaServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application's own security settings are used, and no password is told whatever is
 * wrong with them.
 */
@ExtendWith(OutputCaptureExtension.class)
class KafkaSecretsTests {

	private static final String PASSWORD = "hunter2";

	private static final KafkaServer SERVER = KafkaServer.get();

	private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";

	@BeforeAll
	static void log() {
		// an application of another test may have switched it off
		((Logger) LoggerFactory.getLogger("dev.probity.event")).setLevel(Level.INFO);
	}

	static Stream<List<String>> failing() {
		return Stream.of(
				// a wrong password
				List.of("Authentication failed",
						jaas(MODULE + " required username=\"app\" password=\"" + PASSWORD + "\";")),
				// a quotation mark is missing
				List.of("sasl.jaas.config", jaas(MODULE + " required username=\"app\" password=x " + PASSWORD + ";")),
				List.of("sasl.jaas.config", jaas(MODULE + " " + PASSWORD + " username=\"app\";")),
				List.of("LoginException",
						jaas("NoSuchModule required username=\"app\" password=\"" + PASSWORD + "\";")),
				// a key store that is not there
				List.of("nosuch.jks", "spring.kafka.ssl.key-store-location=file:nosuch.jks",
						"spring.kafka.ssl.key-store-password=" + PASSWORD, "spring.kafka.security.protocol=SSL"));
	}

	@ParameterizedTest
	@MethodSource("failing")
	void noPasswordIsInAnyDetailOrLogLine(List<String> expectedAndProperties, CapturedOutput output) {
		secured(expectedAndProperties.subList(1, expectedAndProperties.size())).run((context) -> {
			assertThat(context).hasNotFailed();
			await().until(() -> Contexts.check(context, "kafka").state() == CheckState.FAILING);
			IndicatedHealthDescriptor kafka = (IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class)
				.healthForPath("kafka");
			assertThat(kafka.getDetails().get("probity")).asString().contains(expectedAndProperties.get(0));
			assertThat(kafka.getDetails().toString()).doesNotContain(PASSWORD);
			await().until(() -> output.toString().contains("Check 'kafka' went from UNKNOWN to FAILING"));
		});
		assertThat(output).doesNotContain(PASSWORD);
	}

	@Test
	void theRightPasswordPasses() {
		secured(List.of(jaas(MODULE + " required username=\"app\" password=\"right\";")))
			.run((context) -> await().until(() -> Contexts.check(context, "kafka").state() == CheckState.PASSING));
	}

	private static ApplicationContextRunner secured(List<String> properties) {
		return Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=" + SERVER.securedAddress(),
					"spring.kafka.security.protocol=SASL_PLAINTEXT", "spring.kafka.properties[sasl.mechanism]=PLAIN",
					"probity.checks.kafka.timeout=10s")
			.withPropertyValues(properties.toArray(String[]::new));
	}

	private static String jaas(String config) {
		return "spring.kafka.properties[sasl.jaas.config]=" + config;
	}

}
