package dev.probity.definition;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.probity.probe.Criticality;
import org.jspecify.annotations.Nullable;

/**
 * The checks of an application context while it runs. Thread-safe.
 */
public interface RegisteredChecks {

	/**
	 * Register further checks: all of them, or none.
	 * @param criticality the criticality wanted by the caller, or {@code null}
	 * @throws IllegalStateException if a name is taken
	 * @throws IllegalArgumentException if a name is invalid
	 */
	void add(List<CheckDefinition> definitions, @Nullable Criticality criticality);

	/**
	 * Take checks out again. For want of memory one may stay, and can be taken out later.
	 */
	void remove(Collection<String> names);

	/**
	 * Do something while no check comes or goes.
	 * @param action must call nothing that may take long
	 */
	<T> T exclusively(Supplier<T> action);

}
