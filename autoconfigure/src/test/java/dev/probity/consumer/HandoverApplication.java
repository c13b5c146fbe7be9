package dev.probity.consumer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the web and says which records it has got, and when.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class HandoverApplication {

	private final long millis;

	HandoverApplication(@Value("${millis-per-record}") long millis) {
		this.millis = millis;
	}

	public static void main(String[] args) {
		SpringApplication.run(HandoverApplication.class, args);
	}

	@EventListener
	void on(WebServerInitializedEvent event) {
		System.out.println("main port " + event.getWebServer().getPort());
	}

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

	@KafkaListener(id = "orders", idIsGroup = false, topics = "${topic}")
	void on(String record, @Header(KafkaHeaders.RECEIVED_PARTITION) int partition) throws InterruptedException {
		Thread.sleep(this.millis);
		System.out.println("got %d %s %d".formatted(partition, record, System.currentTimeMillis()));
	}

}
