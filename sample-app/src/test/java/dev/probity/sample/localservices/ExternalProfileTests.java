package dev.probity.sample.localservices;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the profile {@code external}, with the tests' own server in the part of
 * somebody else's.
 */
@ActiveProfiles("external")
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ExternalProfileTests {

	private RestTestClient client;

	@DynamicPropertySource
	static void address(DynamicPropertyRegistry registry) {
		SharedServer.addresses().forEach((name, address) -> registry.add(name, () -> address));
	}

	@BeforeEach
	void bind(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	@Test
	void usesTheGivenServers() {
		this.client.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"item\":\"tea\",\"quantity\":2}")
			.exchange()
			.expectStatus()
			.isCreated();
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> this.client.get()
				.uri("/actuator/health/readiness")
				.exchange()
				.expectBody()
				.jsonPath("$.status")
				.isEqualTo("UP"));
	}

	@Test
	void isAboutTheContainersOfTheComposeFileUnlessToldOtherwise() {
		Map<String, Object> profile = yaml(new ClassPathResource("application-external.yml"));
		Map<String, Object> compose = yaml(new FileSystemResource("compose.yaml"));
		assertThat(profile).containsEntry("spring.datasource.url", "${DB_URL:jdbc:postgresql://localhost:5432/orders}")
			.containsEntry("spring.datasource.username", "${DB_USERNAME:orders}")
			.containsEntry("spring.datasource.password", "${DB_PASSWORD:orders}")
			.containsEntry("spring.data.redis.url", "${REDIS_URL:redis://localhost:6379}")
			.containsEntry("spring.kafka.bootstrap-servers", "${KAFKA_BOOTSTRAP_SERVERS:localhost:9092}");
		assertThat(compose).containsEntry("services.postgres.ports[0]", "127.0.0.1:5432:5432")
			.containsEntry("services.postgres.environment.POSTGRES_DB", "orders")
			.containsEntry("services.postgres.environment.POSTGRES_USER", "orders")
			.containsEntry("services.postgres.environment.POSTGRES_PASSWORD", "orders")
			.containsEntry("services.redis.ports[0]", "127.0.0.1:6379:6379")
			.containsEntry("services.kafka.ports[0]", "127.0.0.1:9092:9092");
	}

	private static Map<String, Object> yaml(Resource resource) {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(resource);
		Map<String, Object> flat = new TreeMap<>();
		yaml.getObject().forEach((key, value) -> flat.put((String) key, value));
		return flat;
	}

	@Test
	void hasNoLocalServicesAndNoFaultSwitch(@Autowired ObjectProvider<LocalServices> localServices) {
		assertThat(localServices.getIfAvailable()).isNull();
		this.client.post().uri("/faults/db/hang").exchange().expectStatus().isNotFound();
	}

}
