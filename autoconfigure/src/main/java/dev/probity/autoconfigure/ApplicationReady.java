package dev.probity.autoconfigure;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.probity.probe.StartupCondition;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * The application is ready in the sense of Spring Boot: refreshed, and its runners have
 * run. In a hierarchy of contexts, all that have checks or probes are.
 */
final class ApplicationReady implements StartupCondition, ApplicationListener<ApplicationReadyEvent> {

	private final Set<ApplicationContext> awaited = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	ApplicationReady(ApplicationContext context) {
		await(context);
	}

	void await(ApplicationContext context) {
		this.awaited.add(context);
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.awaited.remove(event.getApplicationContext());
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
