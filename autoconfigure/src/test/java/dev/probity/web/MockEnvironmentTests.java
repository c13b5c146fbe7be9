package dev.probity.web;

import dev.probity.fixture.PlainApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test without a server.
 */
@SpringBootTest(classes = PlainApplication.class)
@AutoConfigureMockMvc
@DirtiesContext
class MockEnvironmentTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void theProbesAnswer() {
		assertThat(this.mvc.get().uri("/livez")).hasStatusOk();
		assertThat(this.mvc.get().uri("/readyz")).hasStatus(503)
			.bodyText()
			.isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
		assertThat(this.mvc.get().uri("/actuator/health/readiness")).hasStatus(503);
		assertThat(this.mvc.head().uri("/startupz")).hasStatus(503);
	}

}
