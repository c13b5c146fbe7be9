package dev.probity.benchmark.rollout.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the application on whichever web stack there is.
 */
@SpringBootApplication
public class OrderService {

	/**
	 * Start the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(OrderService.class, args);
	}

}
