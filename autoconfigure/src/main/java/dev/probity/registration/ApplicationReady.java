package dev.probity.registration;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.probity.lifecycle.ImmediateCondition;

import org.springframework.context.ApplicationContext;

/**
 * The application is ready in the sense of Spring Boot: refreshed, and its runners have
 * run. In a hierarchy of contexts, all that have checks or probes are, and have not ended
 * before.
 */
final class ApplicationReady implements ImmediateCondition {

	private final Set<ApplicationContext> awaited = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	private volatile Runnable signal = () -> {
	};

	ApplicationReady(ApplicationContext context) {
		await(context);
	}

	void await(ApplicationContext context) {
		this.awaited.add(context);
	}

	/**
	 * Nobody waits for a context any more: it is ready, or never will be.
	 */
	void release(ApplicationContext context) {
		if (this.awaited.remove(context)) {
			this.signal.run();
		}
	}

	@Override
	public void onChange(Runnable signal) {
		this.signal = signal;
	}

	@Override
	public String description() {
		return "application ready (context refreshed and runners done)";
	}

	@Override
	public boolean isMet() {
		return this.awaited.isEmpty();
	}

}
