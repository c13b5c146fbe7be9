package dev.probity.kubernetes;

import java.util.function.Consumer;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Something to be done when a context closes, on the thread that closes it.
 *
 * @param order when, among all who are told
 * @param action what; is given the context
 */
record ClosingListener(int order, Consumer<ApplicationContext> action) implements SmartApplicationListener {

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ContextClosedEvent closed) {
			this.action.accept(closed.getApplicationContext());
		}
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
