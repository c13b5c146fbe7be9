package dev.probity.test.fault;

import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Heals everything before the beans of a context are closed, which might wait for what is
 * broken.
 */
record EndOfFaults(ConfigurableApplicationContext context) implements ApplicationListener<ContextClosedEvent> {

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.context.getBean(FaultyContext.FAULTS, Faults.class).heal();
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
