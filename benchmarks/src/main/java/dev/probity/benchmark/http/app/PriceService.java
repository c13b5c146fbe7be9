package dev.probity.benchmark.http.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the application on whichever web stack there is.
 */
@SpringBootApplication
public class PriceService {

	/**
	 * Start the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(PriceService.class, args);
	}

}
