package dev.probity.application;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.Containers;
import dev.probity.fixture.RunningApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole application whose servers are in containers, connected by Spring Boot.
 */
@Tag("containers")
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.health.show-details=always", "logging.level.root=warn" })
// or its checks would go on after the containers have gone
@DirtiesContext
class ServiceConnectionTests {

	@Container
	@ServiceConnection
	static final PostgreSQLContainer POSTGRES = Containers.postgres();

	@Container
	@ServiceConnection("redis")
	static final GenericContainer<?> REDIS = Containers.redis();

	@Container
	@ServiceConnection
	static final KafkaContainer KAFKA = Containers.kafka();

	@Autowired
	private ConfigurableApplicationContext context;

	@Test
	void readinessShowsEachOfThemUp() {
		RunningApplication application = RunningApplication.of(this.context);
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			HttpResponse<String> readiness = application.actuator("/health/readiness");
			assertThat(readiness.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<String>read(readiness.body(), "$.status")).isEqualTo("UP");
			Map<String, Map<String, Object>> components = JsonPath.read(readiness.body(), "$.components");
			assertThat(components).containsOnlyKeys("db", "redis", "kafka", "lifecycle");
			assertThat(components).extractingByKeys("db", "redis", "kafka")
				.allSatisfy((component) -> assertThat(component).containsEntry("status", "UP"));
		});
		assertThat(application.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
