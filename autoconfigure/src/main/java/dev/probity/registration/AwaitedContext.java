package dev.probity.registration;

import java.util.List;

import dev.probity.definition.ContextSettings;
import dev.probity.lifecycle.StartupCondition;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.ContextStoppedEvent;

/**
 * Lets the start of the instance wait for an application context: until it is ready in
 * the sense of Spring Boot or, where it is a child that no {@code SpringApplication} has
 * made and that nobody would say so of, until it has been refreshed; and for those of its
 * beans that hold the start open. A context that fails, or is closed or stopped before,
 * is waited for no longer, nor are the beans of one that is closed.
 */
final class AwaitedContext implements ApplicationListener<ApplicationContextEvent> {

	private final Engine engine;

	private final ApplicationContext context;

	private volatile List<StartupCondition> conditions = List.of();

	AwaitedContext(Engine engine, ApplicationContext context) {
		this.engine = engine;
		this.context = context;
		engine.ready().await(context);
	}

	/**
	 * Once all beans of the context are there. Those of the context that has the probes
	 * stay, with what is above it: the instance does not come up while it goes down.
	 */
	void onBeans() {
		List<StartupCondition> added = this.engine.conditions()
			.add(ApplicationBeans.of(this.context, StartupCondition.class));
		if (!ContextSettings.isFirst(this.context)) {
			this.conditions = added;
		}
		if (this.engine.isRunning()) {
			this.engine.startup().begin();
		}
	}

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() == this.context && !ContextSettings.isFirst(this.context)
				&& neverSaysReady(event)) {
			this.engine.ready().release(this.context);
		}
	}

	/**
	 * Not on another thread, where one event could overtake another.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
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

	/**
	 * What it is called in a log.
	 */
	String name() {
		return String.valueOf(this.context.getId());
	}

	void release() {
		this.engine.ready().release(this.context);
		this.engine.conditions().remove(this.conditions);
	}

}
