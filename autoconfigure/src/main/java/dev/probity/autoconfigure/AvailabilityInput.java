package dev.probity.autoconfigure;

import dev.probity.probe.ApplicationLiveness;
import dev.probity.probe.ApplicationReadiness;
import dev.probity.probe.Instance;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * Hands on what the application publishes about its availability.
 */
final class AvailabilityInput implements ApplicationListener<AvailabilityChangeEvent<?>> {

	private static final boolean WEB_SERVER = ClassUtils.isPresent(
			"org.springframework.boot.web.server.context.WebServerApplicationContext",
			AvailabilityInput.class.getClassLoader());

	private final Instance instance;

	private volatile boolean started;

	AvailabilityInput(Instance instance) {
		this.instance = instance;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
		if (WEB_SERVER && isOfManagementServer(event)) {
			return;
		}
		if (event.getState() instanceof ReadinessState readiness) {
			this.instance.publish((readiness == ReadinessState.REFUSING_TRAFFIC) ? ApplicationReadiness.REFUSING_TRAFFIC
					: ApplicationReadiness.ACCEPTING_TRAFFIC);
		}
		else if (event.getState() instanceof LivenessState liveness) {
			publish(liveness);
		}
	}

	private void publish(LivenessState liveness) {
		if (liveness == LivenessState.CORRECT) {
			this.started = true;
			this.instance.publish(ApplicationLiveness.CORRECT);
		}
		else if (this.started) {
			// before its start the application has nothing yet that could have broken
			this.instance.publish(ApplicationLiveness.BROKEN);
		}
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
