package dev.probity.traffic;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Warns once if a platform requests liveness on the port of the application, where a
 * request has to wait for a thread like any other, and suggests the manifest to use
 * instead. Thread-safe.
 */
final class LivenessProbeAdvice {

	private static final Log logger = LogFactory.getLog(LivenessProbeAdvice.class);

	private final Supplier<Set<String>> paths;

	private final Supplier<String> stanza;

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Advise a platform.
	 * @param paths where it may ask for liveness; asked for when it asks for something
	 * @param stanza what to write instead
	 */
	public LivenessProbeAdvice(Supplier<Set<String>> paths, Supplier<String> stanza) {
		this.paths = paths;
		this.stanza = stanza;
	}

	/**
	 * Somebody asks on the port of the application, not for readiness.
	 */
	void asked(String path, @Nullable String userAgent) {
		if (this.told.get() || CallerKind.of(userAgent) == CallerKind.OTHER || !this.paths.get().contains(path)
				|| this.told.getAndSet(true)) {
			return;
		}
		logger
			.warn(("'%s' requests '%s' on the port of the application. While all request threads wait, for example for "
					+ "a database that hangs, nothing answers there, and a liveness probe restarts every instance at once (on "
					+ "a real Kubernetes: 2 of 2 pods in 8 of 8 runs, and in 0 of 6 on a port with dedicated threads). %s")
				.formatted(CallerKind.of(userAgent).tagValue(), path, this.stanza.get()));
	}

}
