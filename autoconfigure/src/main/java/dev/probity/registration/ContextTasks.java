package dev.probity.registration;

import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Has what is a bean of one application context looked for periodically as long as there
 * is the context: a child comes after the context that has the probes, and may end before
 * it.
 */
final class ContextTasks implements ApplicationListener<ApplicationContextEvent> {

	private final ApplicationContext context;

	private final PeriodicTasks tasks;

	private volatile List<PeriodicTask> own = List.of();

	private ContextTasks(ApplicationContext context, PeriodicTasks tasks) {
		this.context = context;
		this.tasks = tasks;
	}

	static void evaluate(ConfigurableApplicationContext context, PeriodicTasks tasks) {
		context.addApplicationListener(new ContextTasks(context, tasks));
	}

	/**
	 * In the order in which it is published: what has ended is not to begin.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * Events of child contexts arrive, too.
	 */
	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		if (event instanceof ContextRefreshedEvent) {
			this.tasks.remove(this.own);
			this.own = List.copyOf(this.context.getBeansOfType(PeriodicTask.class).values());
			this.tasks.add(this.own);
		}
		else if (event instanceof ContextClosedEvent) {
			this.tasks.remove(this.own);
		}
	}

}
