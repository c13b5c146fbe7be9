package dev.probity.actuate;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The health contributors that the application names as members of something.
 */
@FunctionalInterface
interface NamedContributors {

	/**
	 * The names by the property that has them.
	 */
	Map<String, @Nullable Set<String>> byProperty();

}
