package dev.probity.shutdown;

import java.util.function.BooleanSupplier;

import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.JvmShutdown;
import dev.probity.lifecycle.LameDuckReadiness;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * An instance whose JVM goes down is not ready any more, whether or not it has a server
 * that would have to be a lame duck first: a worker that is asked on its probe port, say.
 * Waits for nothing.
 */
final class Departure {

	private final Instance instance;

	private final ApplicationContext context;

	private final BooleanSupplier jvmGoingDown;

	/**
	 * Have an instance leave with its context.
	 * @param instance the instance
	 * @param context the context of the instance
	 */
	Departure(Instance instance, ApplicationContext context) {
		this(instance, context, JvmShutdown::isInProgress);
	}

	Departure(Instance instance, ApplicationContext context, BooleanSupplier jvmGoingDown) {
		this.instance = instance;
		this.context = context;
		this.jvmGoingDown = jvmGoingDown;
	}

	void onClosed(ContextClosedEvent event) {
		if (ContextHierarchy.isSameOrAncestor(event.getApplicationContext(), this.context)
				&& this.jvmGoingDown.getAsBoolean()) {
			this.instance.leave(LameDuckReadiness.WITHDRAWN);
		}
	}

}
