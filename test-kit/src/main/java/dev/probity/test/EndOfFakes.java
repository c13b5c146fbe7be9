package dev.probity.test;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Lets no fake hang once its context is closed.
 */
record EndOfFakes(ApplicationContext context, FakeChecks fakes) implements ApplicationListener<ContextClosedEvent> {

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.fakes.close();
		}
	}

	/**
	 * Before anything is closed, that is.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
