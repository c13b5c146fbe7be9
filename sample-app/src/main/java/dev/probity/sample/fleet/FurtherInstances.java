package dev.probity.sample.fleet;

import java.util.ArrayList;
import java.util.List;

import dev.probity.sample.SampleApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Starts two more instances beside the first one, on the next two ports. They share its
 * servers, as the instances of an application do, and so they lose them together.
 */
@Component
@Profile("fleet & !further")
class FurtherInstances implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(FurtherInstances.class);

	private static final int NUMBER = 2;

	private final Environment environment;

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	FurtherInstances(Environment environment) {
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		int first = this.environment.getRequiredProperty("server.port", Integer.class);
		for (int port = first + 1; port <= first + NUMBER; port++) {
			this.instances.add(new SpringApplicationBuilder(SampleApplication.class).run("--server.port=" + port,
					"--spring.profiles.active=fleet,further"));
		}
		logger.info("Three instances serve on the ports {} to {}", first, first + NUMBER);
	}

	@Override
	public void destroy() {
		this.instances.forEach(ConfigurableApplicationContext::close);
	}

}
