package dev.probity.contributor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

/**
 * Makes of names with slashes the contributors that Actuator shows for them. Guarded by
 * whoever keeps the names.
 *
 * @param readers make what reads a check
 * @param left what is asked by Actuator itself, by its full name
 */
record ContributorTree(Function<String, HealthContributor> readers, Map<String, Object> left) {

	HealthContributor reader(String check) {
		return this.readers.apply(check);
	}

	/**
	 * The parts of a composite.
	 * @param members the full names of what is in it
	 * @throws IllegalStateException if its name is also that of a check
	 */
	Map<String, HealthContributor> parts(String name, List<String> members) {
		if (members.contains(name)) {
			throw new IllegalStateException("'%s' is the name of a check and of a group of checks".formatted(name));
		}
		Map<String, HealthContributor> parts = new LinkedHashMap<>();
		ContributorNames.byFirstPart(name + "/", members)
			.forEach((part, within) -> parts.put(part, contributor(name + "/" + part, within)));
		return parts;
	}

	private HealthContributor contributor(String name, List<String> members) {
		if (!members.equals(List.of(name))) {
			return CompositeHealthContributor.fromMap(parts(name, members));
		}
		Object original = this.left.get(name);
		return (original != null) ? new LeftIndicator(original) : reader(name);
	}

}
