package dev.probity.kubernetes;

import java.util.function.Consumer;

import dev.probity.check.Guarded;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Something to be done when a context closes, on the thread that closes it. If it fails,
 * those who come next are told nevertheless: the lame duck is one of them.
 *
 * @param order when, among all who are told
 * @param action what; is given the context
 */
record ClosingListener(int order, Consumer<ApplicationContext> action) implements SmartApplicationListener {

	private static final Log logger = LogFactory.getLog(ClosingListener.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ContextClosedEvent closed) {
			try {
				this.action.accept(closed.getApplicationContext());
			}
			catch (Throwable ex) {
				guarded.report(() -> "Could not say that the application ends", ex);
			}
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
