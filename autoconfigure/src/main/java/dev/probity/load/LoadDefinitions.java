package dev.probity.load;

import java.util.Collection;
import java.util.List;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;

import org.springframework.core.Ordered;

/**
 * All checks of load, as other vital checks; by then the data sources that
 * <code>db</code> looks at have been made.
 */
final class LoadDefinitions implements CheckDefinitions {

	private final List<CheckDefinitions> sources;

	LoadDefinitions(List<CheckDefinitions> sources) {
		this.sources = List.copyOf(sources);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return this.sources.stream().flatMap((source) -> source.definitions().stream()).toList();
	}

}
