package dev.probity.web;

import dev.probity.fixture.Contexts;
import dev.probity.load.ProbityLoadAutoConfiguration;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Web applications as tests make them, whose requests come over no connection, and with
 * more than one dispatcher servlet.
 */
class WithoutServerTests {

	@Test
	void aRequestThatComesOverNoConnectionIsServed() {
		Contexts.withWebFlux()
			.withConfiguration(AutoConfigurations.of(HttpHandlerAutoConfiguration.class, CodecsAutoConfiguration.class,
					ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class,
					ProbityLoadAutoConfiguration.class, ProbityServerAutoConfiguration.class))
			.withUserConfiguration(Orders.class)
			.run((context) -> {
				WebTestClient client = WebTestClient.bindToApplicationContext(context).build();
				client.get().uri("/orders").exchange().expectStatus().isOk();
				client.get().uri("/livez").exchange().expectStatus().isOk();
				client.get().uri("/readyz").exchange().expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
			});
	}

	@Test
	void theContextStartsWithTwoDispatcherServlets() {
		Contexts.withMvc()
			.withUserConfiguration(SecondServlet.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theContextStartsWithAMockOfTheServletPath() {
		Contexts.withMvc()
			.withBean("dispatcherServletPath", DispatcherServletPath.class, () -> mock(DispatcherServletPath.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Orders {

		@GetMapping("/orders")
		String orders() {
			return "none";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondServlet {

		@Bean
		DispatcherServletRegistrationBean secondServlet(DispatcherServlet dispatcherServlet) {
			DispatcherServletRegistrationBean second = new DispatcherServletRegistrationBean(dispatcherServlet,
					"/second/*");
			second.setName("second");
			return second;
		}

	}

}
