package dev.probity.sample.localservices;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the profile {@code external}, with the tests' own server in the part of
 * somebody else's.
 */
@ActiveProfiles("external")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ExternalProfileTests {

	private RestTestClient client;

	@DynamicPropertySource
	static void address(DynamicPropertyRegistry registry) {
		Map<String, Object> properties = LocalServices.shared().properties();
		registry.add("DB_URL", () -> properties.get("spring.datasource.url"));
		registry.add("DB_USERNAME", () -> properties.get("spring.datasource.username"));
		registry.add("DB_PASSWORD", () -> properties.get("spring.datasource.password"));
	}

	@BeforeEach
	void bind(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	@Test
	void usesTheGivenDatabase() {
		this.client.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"item\":\"tea\",\"quantity\":2}")
			.exchange()
			.expectStatus()
			.isCreated();
	}

	@Test
	void hasNoLocalServicesAndNoFaultSwitch(@Autowired ObjectProvider<LocalServices> localServices) {
		assertThat(localServices.getIfAvailable()).isNull();
		this.client.post().uri("/faults/db/hang").exchange().expectStatus().isNotFound();
	}

}
