package dev.probity.startup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.beans.factory.DisposableBean;
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

	private final StartupTasks tasks;

	private final StartupTaskSettings settings;

	private final Supplier<? extends List<? extends StartupTaskListener>> listeners;

	private final Map<String, TaskSlot> registered = new LinkedHashMap<>();

	/**
	 * Register tasks.
	 * @param listeners asked for with the tasks: the registrar may be made earlier, for
	 * an event of a child context that a bean has made
	 */
	StartupTaskRegistrar(ApplicationContext context, StartupTasks tasks, StartupTaskSettings settings,
			Supplier<? extends List<? extends StartupTaskListener>> listeners) {
		this.context = context;
		this.tasks = tasks;
		this.settings = settings;
		this.listeners = listeners;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<? extends StartupTaskListener> listeners = this.listeners.get();
		List<StartupTaskDefinition> definitions = StartupTaskDefinitions.of(this.context, this.settings);
		Map<String, TaskSlot> known = new LinkedHashMap<>(above());
		StartupTaskOrder.of(definitions, List.copyOf(known.keySet())).forEach((definition, dependencies) -> {
			List<TaskSlot> needed = known.entrySet()
				.stream()
				.filter((task) -> dependencies.contains(task.getKey()))
				.map(Map.Entry::getValue)
				.toList();
			TaskSlot task = this.tasks.register(definition.registration(), needed, listeners);
			this.registered.put(definition.name(), task);
			known.put(definition.name(), task);
		});
		this.settings.validateNames(known.keySet());
	}

	/**
	 * The tasks of the contexts above by name. Those of other contexts below them are
	 * none of this one's business: they come and go.
	 */
	private Map<String, TaskSlot> above() {
		ApplicationContext parent = this.context.getParent();
		StartupTaskRegistrar above = (parent != null)
				? parent.getBeanProvider(StartupTaskRegistrar.class).getIfAvailable() : null;
		if (above == null) {
			return Map.of();
		}
		Map<String, TaskSlot> tasks = new LinkedHashMap<>(above.above());
		tasks.putAll(above.registered);
		return tasks;
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
			this.tasks.begin(this.registered.values());
		}
		else if (event instanceof ContextClosedEvent) {
			end();
		}
	}

	/**
	 * Not on another thread: tasks have begun before the application is ready, and have
	 * ended before its beans do.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
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
			this.tasks.abandonAll();
		}
		else {
			this.tasks.remove(this.registered.values());
		}
	}

}
