package dev.probity.startup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Registers the startup tasks of an application context once all its beans are there,
 * lets them begin when it has been refreshed, its web server included, and interrupts
 * them when it closes. Those of a child context that ends are not waited for any more.
 */
final class StartupTaskRegistrar
		implements SmartInitializingSingleton, ApplicationListener<ApplicationContextEvent>, DisposableBean {

	private final ApplicationContext context;

	private final ListableBeanFactory beanFactory;

	private final StartupTasks tasks;

	private final StartupTaskSettings settings;

	private final List<? extends StartupTaskListener> listeners;

	private final Set<String> registered = new LinkedHashSet<>();

	StartupTaskRegistrar(ApplicationContext context, ListableBeanFactory beanFactory, StartupTasks tasks,
			StartupTaskSettings settings, List<? extends StartupTaskListener> listeners) {
		this.context = context;
		this.beanFactory = beanFactory;
		this.tasks = tasks;
		this.settings = settings;
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<StartupTaskDefinition> definitions = StartupTaskDefinitions.of(this.beanFactory, this.settings);
		List<String> above = this.tasks.names();
		StartupTaskOrder.of(definitions, above).forEach((definition, dependencies) -> {
			this.tasks.register(definition.registration(), dependencies, this.listeners);
			this.registered.add(definition.name());
		});
		List<String> known = new ArrayList<>(above);
		known.addAll(this.registered);
		this.settings.validateNames(known);
	}

	/**
	 * Those of child contexts come by here, too.
	 */
	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() != this.context || this.registered.isEmpty()) {
			return;
		}
		if (event instanceof ContextRefreshedEvent) {
			this.tasks.begin(this.registered);
		}
		else if (event instanceof ContextClosedEvent) {
			end();
		}
	}

	@Override
	public void destroy() {
		end();
	}

	/**
	 * With the context that has the engine the instance ends: it must not come up then.
	 */
	private void end() {
		if (this.context.containsLocalBean("probityStartupTasks")) {
			this.tasks.abandon(this.registered);
		}
		else {
			this.tasks.remove(this.registered);
		}
	}

}
