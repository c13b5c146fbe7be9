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

	private static final String SERVER = "local.server.port";

	private static final String MANAGEMENT = "local.management.port";

	private static final String PROBES = "local.probity.probe-port";

	private static final List<String> PORTS = List.of(SERVER, MANAGEMENT, PROBES);

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
			.filter((context) -> PORTS.stream().anyMatch((name) -> isPort(name, context, port)))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The port on which an application is asked: its own, or where it has none that of
	 * its probes.
	 */
	static int portOf(ApplicationContext context) {
		Integer server = context.getEnvironment().getProperty(SERVER, Integer.class);
		Integer probes = context.getEnvironment().getProperty(PROBES, Integer.class);
		if (server != null) {
			return server;
		}
		if (probes != null) {
			return probes;
		}
		throw new IllegalStateException(
				"The application listens on no port; without a web server it needs the property probity.probe-port=0");
	}

	static boolean isProbePort(ApplicationContext context, int port) {
		return isPort(PROBES, context, port);
	}

	static boolean isManagementPort(ApplicationContext context, int port) {
		return isPort(MANAGEMENT, context, port);
	}

	private static boolean isPort(String name, ApplicationContext context, int port) {
		return String.valueOf(port).equals(context.getEnvironment().getProperty(name));
	}

}
