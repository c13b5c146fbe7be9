package dev.probity.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Does what it has to, and ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Job {

	public static void main(String[] args) {
		SpringApplication.run(Job.class, args);
		System.out.println("done");
	}

}
