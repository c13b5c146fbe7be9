package dev.probity.registration;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.Switchboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A test of an application waits for readiness as <code>docs/from-actuator.md</code>
 * says.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = FirstReadinessTests.Application.class)
@DirtiesContext
class FirstReadinessTests {

	@LocalServerPort
	int port;

	@Autowired
	HealthEndpoint health;

	@BeforeEach
	void isReady() {
		await().until(() -> this.health.healthForPath("readiness").getStatus().equals(Status.UP));
	}

	@Test
	void itIsReadyThoughItWasNotWhenTheContextWas() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d/readyz".formatted(this.port)))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
		assertThat(Application.atFirst).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Application {

		static Status atFirst;

		@EventListener
		void on(ApplicationReadyEvent event) {
			HealthEndpoint health = event.getApplicationContext().getBean(HealthEndpoint.class);
			atFirst = health.healthForPath("readiness").getStatus();
			event.getApplicationContext().getBean(Switchboard.class).finishStart();
		}

	}

}
