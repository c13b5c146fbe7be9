package dev.probity.startup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the startup tasks of a context into an order in which each comes after those
 * that it depends on, or says why there is none.
 */
final class StartupTaskOrder {

	// of the contexts above
	private final Collection<String> known;

	private final Map<String, StartupTaskDefinition> definitions = new LinkedHashMap<>();

	private final Map<StartupTaskDefinition, Set<String>> ordered = new LinkedHashMap<>();

	private StartupTaskOrder(Collection<String> known) {
		this.known = known;
	}

	/**
	 * The tasks in order.
	 * @param known the names of tasks of the contexts above
	 * @return the tasks, each with the names of those that it depends on, as they are
	 * registered
	 */
	static Map<StartupTaskDefinition, Set<String>> of(List<StartupTaskDefinition> definitions,
			Collection<String> known) {
		StartupTaskOrder order = new StartupTaskOrder(known);
		definitions.forEach(order::add);
		definitions.forEach((definition) -> order.place(definition, new LinkedHashSet<>()));
		return order.ordered;
	}

	private void add(StartupTaskDefinition definition) {
		StartupTaskDefinition other = this.definitions.putIfAbsent(CheckNames.canonical(definition.name()), definition);
		if (other != null) {
			throw new FailureAnalyzedException(
					"Two startup tasks have the same name: %s of the bean '%s' and %s of the bean '%s'."
						.formatted(quoted(other.name()), other.bean(), quoted(definition.name()), definition.bean()),
					"Rename one of them; only letters and digits count, in either case.");
		}
		if (knownAs(definition.name()) != null) {
			throw new FailureAnalyzedException(
					"The startup task %s has the name of one of a parent context.".formatted(definition.inWords()),
					"Rename one of them; only letters and digits count, in either case.");
		}
	}

	private void place(StartupTaskDefinition definition, Set<StartupTaskDefinition> above) {
		if (this.ordered.containsKey(definition)) {
			return;
		}
		if (!above.add(definition)) {
			throw circle(definition, above);
		}
		Set<String> dependencies = new LinkedHashSet<>();
		for (String name : definition.registration().policy().dependsOn()) {
			StartupTaskDefinition dependency = this.definitions.get(CheckNames.canonical(name));
			String placed = (dependency != null) ? dependency.name() : knownAs(name);
			if (placed == null) {
				throw unknown(definition, name);
			}
			dependencies.add(placed);
			if (dependency != null) {
				place(dependency, above);
			}
		}
		above.remove(definition);
		this.ordered.put(definition, dependencies);
	}

	private @Nullable String knownAs(String name) {
		return this.known.stream().filter((task) -> CheckNames.areEqual(name, task)).findFirst().orElse(null);
	}

	private static FailureAnalyzedException circle(StartupTaskDefinition first, Set<StartupTaskDefinition> above) {
		List<StartupTaskDefinition> path = new ArrayList<>(above);
		List<StartupTaskDefinition> circle = path.subList(path.indexOf(first), path.size());
		String names = circle.stream().map(StartupTaskDefinition::inWords).collect(Collectors.joining(" -> "));
		return new FailureAnalyzedException(
				"Startup tasks depend on each other in a circle: %s -> %s.".formatted(names, first.inWords()),
				"Remove one of these names from the 'dependsOn' of the task's policy, or from 'probity.startup.tasks.<name>.depends-on'.");
	}

	private FailureAnalyzedException unknown(StartupTaskDefinition definition, String name) {
		Set<String> names = new LinkedHashSet<>(this.known);
		this.definitions.values().forEach((other) -> names.add(other.name()));
		names.remove(definition.name());
		return new FailureAnalyzedException(
				"The startup task %s depends on %s, which does not exist.".formatted(definition.inWords(),
						quoted(name)),
				"Correct the 'dependsOn' of its policy, or 'probity.startup.tasks.%s.depends-on', to name other startup tasks of this application (%s)."
					.formatted(definition.name(), names.isEmpty() ? "it has none" : String.join(", ", names)));
	}

	private static String quoted(String name) {
		return "'" + name + "'";
	}

}
