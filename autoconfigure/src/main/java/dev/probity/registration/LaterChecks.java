package dev.probity.registration;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Knows of checks that come while the application runs, so that a health group may name
 * them before they are there.
 */
@FunctionalInterface
public interface LaterChecks {

	/**
	 * Whether a check, or a composite of checks, may still come.
	 * @param name its full name
	 */
	boolean mayCome(String name);

	/**
	 * What one of them knows of.
	 */
	static LaterChecks anyOf(ObjectProvider<LaterChecks> all) {
		return (name) -> all.stream().anyMatch((checks) -> checks.mayCome(name));
	}

}
