package dev.probity.registration;

import dev.probity.definition.ContextSettings;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.ContextStoppedEvent;

/**
 * Lets the start of the instance wait for an application context: until it is ready in
 * the sense of Spring Boot or, where it is a child that no {@code SpringApplication} has
 * made and that nobody would say so of, until it has been refreshed. A context that
 * fails, or is closed or stopped before, is waited for no longer.
 */
final class AwaitedContext {

	private final ApplicationReady ready;

	private final ApplicationContext context;

	AwaitedContext(ApplicationReady ready, ApplicationContext context) {
		this.ready = ready;
		this.context = context;
		ready.await(context);
	}

	void onEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() == this.context && !ContextSettings.isFirst(this.context)
				&& neverSaysReady(event)) {
			this.ready.release(this.context);
		}
	}

	private boolean neverSaysReady(ApplicationContextEvent event) {
		return event instanceof ContextStoppedEvent
				|| event instanceof ContextRefreshedEvent && !isMadeBySpringApplication();
	}

	/**
	 * Only such a context has its own arguments.
	 */
	private boolean isMadeBySpringApplication() {
		return this.context.containsLocalBean("springApplicationArguments");
	}

	void release() {
		this.ready.release(this.context);
	}

}
