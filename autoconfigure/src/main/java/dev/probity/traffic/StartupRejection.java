package dev.probity.traffic;

import java.util.function.Supplier;

import dev.probity.probe.Probes;

import org.springframework.http.HttpStatus;

/**
 * The answer to a request that comes before the instance is started. Thread-safe.
 */
final class StartupRejection {

	static final HttpStatus STATUS = HttpStatus.SERVICE_UNAVAILABLE;

	// seconds
	static final String RETRY_AFTER = "1";

	static final String CACHE_CONTROL = "no-store";

	// of a request that was rejected, and so says nothing about the application
	static final String ATTRIBUTE = StartupRejection.class.getName();

	private final Supplier<Probes> probes;

	// only ever becomes true
	private volatile boolean over;

	StartupRejection(Supplier<Probes> probes) {
		this.probes = probes;
	}

	boolean isOver() {
		if (!this.over) {
			this.over = this.probes.get().hasCompletedStartup();
		}
		return this.over;
	}

}
