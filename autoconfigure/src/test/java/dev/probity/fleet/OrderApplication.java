package dev.probity.fleet;

import java.io.IOException;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * One instance of an application that needs its database for some requests, and not for
 * others. Ends with its input.
 */
final class OrderApplication {

	private OrderApplication() {
	}

	/**
	 * Start the application.
	 * @param arguments Spring Boot's arguments
	 */
	public static void main(String[] arguments) throws IOException {
		new SpringApplicationBuilder(Orders.class).web(WebApplicationType.SERVLET).run(arguments);
		while (System.in.read() != -1) {
			// not yet
		}
		System.exit(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Controller.class)
	static class Orders {

		@EventListener
		void onReady(ApplicationReadyEvent event) {
			System.out.println("ready event");
		}

	}

	@RestController
	static class Controller {

		private final JdbcTemplate database;

		Controller(JdbcTemplate database) {
			this.database = database;
		}

		@GetMapping("/free")
		String free() {
			return "free";
		}

		@GetMapping("/rows")
		String rows() {
			return this.database.queryForObject("select 'rows'", String.class);
		}

	}

}
