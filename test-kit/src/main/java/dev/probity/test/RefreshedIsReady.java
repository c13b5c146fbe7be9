package dev.probity.test;

import java.time.Duration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Says of a context that no {@link SpringApplication} has made that it is ready. One that
 * a {@link SpringApplication} runs is told so by that, after its runners, and only once.
 */
record RefreshedIsReady(ConfigurableApplicationContext context) implements ApplicationListener<ContextRefreshedEvent> {

	// what a run registers before the context is refreshed
	private static final String RUN = "springApplicationArguments";

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.context && !this.context.getBeanFactory().containsSingleton(RUN)) {
			this.context.publishEvent(
					new ApplicationReadyEvent(new SpringApplication(), new String[0], this.context, Duration.ZERO));
		}
	}

	/**
	 * Before the refresh returns, that is.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
