package dev.probity.redis;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.RedisServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No password of a Redis is told, whatever the client says when it cannot connect.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisSecretsTests {

	private static final String PASSWORD = "hunter2";

	private static final RedisServer SERVER = RedisServer.get();

	@BeforeAll
	static void login() {
		try (Jedis jedis = SERVER.connect()) {
			jedis.aclSetUser("stranger", "on", ">something-else", "+@all", "~*");
		}
		// an application that ran in this JVM before may have turned it down
		LoggingSystem.get(RedisSecretsTests.class.getClassLoader()).setLogLevel("dev.probity.event", LogLevel.INFO);
	}

	static Stream<List<String>> failing() {
		return Stream.of("lettuce", "jedis").flatMap((client) -> {
			String type = "spring.data.redis.client-type=" + client;
			String url = "spring.data.redis.url=redis://stranger:" + PASSWORD + "@localhost:";
			return Stream.of(
					List.of(type, "spring.data.redis.port=" + SERVER.port(), "spring.data.redis.username=stranger",
							"spring.data.redis.password=" + PASSWORD),
					List.of(type, url + SERVER.port()), List.of(type, url + 1));
		});
	}

	@ParameterizedTest
	@MethodSource("failing")
	void isInNoDetailAndInNoLogLine(List<String> properties, CapturedOutput output) {
		Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues(properties.toArray(String[]::new))
			.withPropertyValues("probity.checks.redis.timeout=10s")
			.run((context) -> {
				await().until(() -> Contexts.check(context, "redis").state() == CheckState.FAILING);
				IndicatedHealthDescriptor redis = (IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class)
					.healthForPath("redis");
				assertThat(redis.getDetails().get("probity")).asString().contains("error=");
				assertThat(redis.getDetails().toString()).doesNotContain(PASSWORD);
				await().until(() -> output.toString().contains("Check 'redis' went from UNKNOWN to FAILING"));
			});
		assertThat(output).doesNotContain(PASSWORD);
	}

}
