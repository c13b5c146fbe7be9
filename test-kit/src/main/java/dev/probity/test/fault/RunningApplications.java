package dev.probity.test.fault;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * The applications of this JVM's tests by the ports on which they listen. Thread-safe.
 */
final class RunningApplications {

	private static final List<String> PORTS = List.of("local.server.port", "local.management.port",
			"local.probity.probe-port");

	private static final List<WeakReference<ApplicationContext>> contexts = new CopyOnWriteArrayList<>();

	private RunningApplications() {
	}

	static void add(ApplicationContext context) {
		contexts.removeIf((known) -> known.get() == null);
		if (contexts.stream().noneMatch((known) -> known.get() == context)) {
			contexts.add(0, new WeakReference<>(context));
		}
	}

	/**
	 * The application that listens on a port, the latest if there have been several.
	 * @return the application, or {@code null} if it is none that a test class describes
	 */
	static @Nullable ApplicationContext on(int port) {
		return contexts.stream()
			.map(WeakReference::get)
			.filter(Objects::nonNull)
			.filter((context) -> PORTS.stream()
				.anyMatch((name) -> String.valueOf(port).equals(context.getEnvironment().getProperty(name))))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The port on which an application is asked.
	 */
	static int portOf(ApplicationContext context) {
		return context.getEnvironment().getRequiredProperty(PORTS.get(0), Integer.class);
	}

}
