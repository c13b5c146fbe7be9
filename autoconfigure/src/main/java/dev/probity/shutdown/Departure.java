package dev.probity.shutdown;

import java.util.function.BooleanSupplier;

import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.JvmShutdown;
import dev.probity.lifecycle.LameDuckReadiness;
import dev.probity.registration.ShutdownOrder;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * An instance whose JVM goes down is not ready any more, whether or not it has a server
 * that would have to be a lame duck first: a worker that is asked on its probe port, say.
 * Waits for nothing.
 */
final class Departure implements SmartApplicationListener {

	private final Instance instance;

	private final ApplicationContext context;

	private final BooleanSupplier jvmGoingDown;

	/**
	 * Have an instance leave with its context.
	 * @param instance the instance
	 * @param context the context of the instance
	 */
	public Departure(Instance instance, ApplicationContext context) {
		this(instance, context, JvmShutdown::isInProgress);
	}

	Departure(Instance instance, ApplicationContext context, BooleanSupplier jvmGoingDown) {
		this.instance = instance;
		this.context = context;
		this.jvmGoingDown = jvmGoingDown;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ContextClosedEvent closed
				&& ContextHierarchy.isSameOrAncestor(closed.getApplicationContext(), this.context)
				&& this.jvmGoingDown.getAsBoolean()) {
			this.instance.leave(LameDuckReadiness.WITHDRAWN);
		}
	}

	/**
	 * Right after the lame duck, which knows more where there is one.
	 */
	@Override
	public int getOrder() {
		return ShutdownOrder.DEPARTURE;
	}

	/**
	 * Not on another thread: whoever asks next is to be told.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
