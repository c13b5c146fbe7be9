package dev.probity.indicator;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A contributor of which checks have been made, and the indicators in it as far as they
 * are known. Guarded by whoever keeps it.
 */
final class AdoptedContributor {

	private final IndicatorSource source;

	// by full name; those that run in the background
	private final Set<String> checks = new LinkedHashSet<>();

	// by full name; those that are left to whoever asks, and whose names are read at any
	// time
	private final Map<String, Object> left = new ConcurrentHashMap<>();

	AdoptedContributor(IndicatorSource source) {
		this.source = source;
	}

	IndicatorSource source() {
		return this.source;
	}

	Set<String> checks() {
		return this.checks;
	}

	Map<String, Object> left() {
		return this.left;
	}

}
