package dev.probity.consumer;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a message listener needs, as a bean: the same as
 * <code>probity.consumers.{listener}</code>, which overrides it. Immutable.
 *
 * @param listener the id of the listener, or {@link #ALL}
 * @param checks names of the checks without which it cannot work, as Actuator shows them;
 * a name includes all checks below it. The start fails if there is no such check
 * @param feature the feature whose required checks it needs as well, or {@code null}
 * @since 0.1.0
 */
public record ConsumerNeeds(String listener, List<String> checks, @Nullable String feature) {

	/** Stands for every listener that nothing is said of by its own id. */
	public static final String ALL = "all";

	public ConsumerNeeds {
		Objects.requireNonNull(listener, "listener");
		checks = List.copyOf(checks);
	}

	/**
	 * A listener that needs checks to pass.
	 * @param listener the id of the listener, or {@link #ALL}
	 * @param checks names of the checks
	 * @return the needs
	 */
	public static ConsumerNeeds ofChecks(String listener, String... checks) {
		return new ConsumerNeeds(listener, List.of(checks), null);
	}

	/**
	 * A listener that needs what a feature requires.
	 * @param listener the id of the listener, or {@link #ALL}
	 * @param feature the name of the feature
	 * @return the needs
	 */
	public static ConsumerNeeds ofFeature(String listener, String feature) {
		return new ConsumerNeeds(listener, List.of(), feature);
	}

}
