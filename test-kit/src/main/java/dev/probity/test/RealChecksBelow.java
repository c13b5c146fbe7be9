package dev.probity.test;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * The checks of a context that are to be real, where its parent runs them: as long as
 * that context lives.
 */
record RealChecksBelow(ApplicationContext context, FakeChecks fakes,
		String[] real) implements ApplicationListener<ApplicationContextEvent> {

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		if (event instanceof ContextRefreshedEvent) {
			this.fakes.reportUnknown();
		}
		else if (event instanceof ContextClosedEvent) {
			this.fakes.letBeFake(this.real);
		}
	}

	/**
	 * Before the next context begins, that is.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
