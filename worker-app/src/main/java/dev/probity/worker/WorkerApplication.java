package dev.probity.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Packs what comes over Kafka, and tidies up every second. Nobody can ask it anything but
 * for its probes.
 */
@SpringBootApplication
@EnableScheduling
public class WorkerApplication {

	/**
	 * Start the application.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(WorkerApplication.class, args);
	}

}
