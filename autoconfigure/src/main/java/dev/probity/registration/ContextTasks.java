package dev.probity.registration;

import java.util.List;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Has what is a bean of one application context looked for periodically as long as there
 * is the context: a child comes after the context that has the probes, and may end before
 * it.
 */
final class ContextTasks implements SmartInitializingSingleton, DisposableBean {

	private final ListableBeanFactory context;

	private final PeriodicTasks tasks;

	private volatile List<PeriodicTask> own = List.of();

	ContextTasks(ListableBeanFactory context, PeriodicTasks tasks) {
		this.context = context;
		this.tasks = tasks;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<PeriodicTask> found = List.copyOf(this.context.getBeansOfType(PeriodicTask.class).values());
		this.own = found;
		this.tasks.add(found);
	}

	@Override
	public void destroy() {
		this.tasks.remove(this.own);
	}

}
