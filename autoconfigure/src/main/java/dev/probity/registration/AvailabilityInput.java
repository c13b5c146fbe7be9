package dev.probity.registration;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.ApplicationReadiness;
import dev.probity.lifecycle.Instance;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * Hands on what the application publishes of itself: that it is ready in the sense of
 * Spring Boot, and its availability. What one context of a hierarchy says is not taken
 * back by another: the application refuses traffic as long as one of them does, and what
 * a child has said ends with it.
 */
final class AvailabilityInput implements SmartApplicationListener {

	private static final boolean WEB_SERVER = ClassUtils.isPresent(
			"org.springframework.boot.web.server.context.WebServerApplicationContext",
			AvailabilityInput.class.getClassLoader());

	private final Instance instance;

	private final Supplier<ApplicationReady> ready;

	private final ApplicationContext context;

	// the contexts that say so; both guarded by "this"
	private final Set<ApplicationContext> refusing = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<ApplicationContext> broken = Collections.newSetFromMap(new IdentityHashMap<>());

	private volatile boolean started;

	/**
	 * Listen to an application. It does so from the first event, which may be published
	 * while a bean is made that listeners to checks need.
	 * @param ready what is told that the application is ready, asked for only then
	 */
	AvailabilityInput(Instance instance, Supplier<ApplicationReady> ready, ApplicationContext context) {
		this.instance = instance;
		this.ready = ready;
		this.context = context;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return AvailabilityChangeEvent.class.isAssignableFrom(type) || ContextClosedEvent.class.isAssignableFrom(type)
				|| ApplicationReadyEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationReadyEvent started) {
			this.ready.get().release(started.getApplicationContext());
		}
		else if (event instanceof ContextClosedEvent closed) {
			if (closed.getApplicationContext() != this.context) {
				forget(closed.getApplicationContext());
			}
		}
		else if (event instanceof AvailabilityChangeEvent<?> change && !(WEB_SERVER && isOfManagementServer(change))) {
			onChange(change);
		}
	}

	/**
	 * In the order in which it is published: the last word counts.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	private void onChange(AvailabilityChangeEvent<?> change) {
		if (change.getState() instanceof ReadinessState readiness) {
			say(this.refusing, speaker(change), readiness == ReadinessState.REFUSING_TRAFFIC);
		}
		else if (change.getState() instanceof LivenessState liveness) {
			if (liveness == LivenessState.CORRECT) {
				this.started = true;
			}
			// before its start the application has nothing yet that could have broken
			if (this.started) {
				say(this.broken, speaker(change), liveness == LivenessState.BROKEN);
			}
		}
	}

	/**
	 * A source that is no context is a part of the application.
	 */
	private ApplicationContext speaker(AvailabilityChangeEvent<?> change) {
		return (change.getSource() instanceof ApplicationContext other) ? other : this.context;
	}

	private void say(Set<ApplicationContext> speakers, ApplicationContext speaker, boolean is) {
		synchronized (this) {
			if (is) {
				speakers.add(speaker);
			}
			else {
				speakers.remove(speaker);
			}
			publish();
		}
	}

	private void forget(ApplicationContext closed) {
		synchronized (this) {
			if (this.refusing.remove(closed) | this.broken.remove(closed)) {
				publish();
			}
		}
	}

	private void publish() {
		this.instance.publish(this.refusing.isEmpty() ? ApplicationReadiness.ACCEPTING_TRAFFIC
				: ApplicationReadiness.REFUSING_TRAFFIC);
		this.instance.publish(this.broken.isEmpty() ? ApplicationLiveness.CORRECT : ApplicationLiveness.BROKEN);
	}

	/**
	 * The child context of a separate management port says that it refuses traffic when
	 * it closes; that says nothing about the application.
	 */
	private static boolean isOfManagementServer(AvailabilityChangeEvent<?> event) {
		return event.getSource() instanceof WebServerApplicationContext context
				&& "management".equals(context.getServerNamespace());
	}

}
