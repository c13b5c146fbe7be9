package dev.probity.web;

import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of the application has no probes and does not miss them.
 */
@WebMvcTest
class WebMvcSliceTests {

	@Test
	void isUndisturbed(@Autowired MockMvcTester mvc, @Autowired ApplicationContext context) {
		assertThat(mvc.get().uri("/hello")).hasStatusOk();
		assertThat(mvc.get().uri("/readyz")).hasStatus(404);
		assertThat(context.getBeanNamesForType(Probes.class)).isEmpty();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Hello.class)
	static class Application {

	}

	@RestController
	static class Hello {

		@GetMapping("/hello")
		String hello() {
			return "hello";
		}

	}

}
