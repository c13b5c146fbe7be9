package dev.probity.registration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.check.StateTransitionListener;

import org.springframework.context.ApplicationContext;

/**
 * The beans that the engine notifies of transitions. They are found when all singletons
 * are there, so that they may have injected what needs the engine; nothing runs before.
 */
final class NotifiedBeans {

	private final ApplicationContext context;

	private final List<StateTransitionListener> listeners = new CopyOnWriteArrayList<>();

	NotifiedBeans(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * The listeners, as soon as they are found.
	 */
	List<StateTransitionListener> listeners() {
		return this.listeners;
	}

	void find() {
		this.listeners.addAll(OwnListeners.around(this.context, StateTransitionListener.class,
				this.context.getBeanProvider(OwnListeners.class).getIfAvailable()));
	}

}
