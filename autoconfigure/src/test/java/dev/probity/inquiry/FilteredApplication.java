package dev.probity.inquiry;

import dev.probity.fixture.PlainApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.WebFilter;

/**
 * An application that does to every request what single-page applications and broken
 * filters do: answers with its page, or throws.
 */
@Configuration(proxyBeanMethods = false)
@Import(PlainApplication.class)
public class FilteredApplication {

	private static final String PAGE = "<html>orders</html>";

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Servlet {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnProperty(name = "fixture.filter", havingValue = "page")
		Filter page() {
			return (request, response, chain) -> {
				response.setContentType(MediaType.TEXT_HTML_VALUE);
				response.getWriter().write(PAGE);
			};
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnProperty(name = "fixture.filter", havingValue = "throws")
		Filter broken() {
			return (request, response, chain) -> {
				throw new ServletException("broken");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnProperty(name = "fixture.filter", havingValue = "page")
		WebFilter page() {
			return (exchange, chain) -> {
				ServerHttpResponse response = exchange.getResponse();
				response.setStatusCode(HttpStatus.OK);
				response.getHeaders().setContentType(MediaType.TEXT_HTML);
				return response.writeWith(Mono.just(response.bufferFactory().wrap(PAGE.getBytes())));
			};
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnProperty(name = "fixture.filter", havingValue = "throws")
		WebFilter broken() {
			return (exchange, chain) -> Mono.error(new IllegalStateException("broken"));
		}

	}

}
