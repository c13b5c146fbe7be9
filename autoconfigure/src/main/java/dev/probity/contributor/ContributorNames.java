package dev.probity.contributor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names of contributors, whose parts stand between slashes.
 */
final class ContributorNames {

	private ContributorNames() {
	}

	static String firstPart(String name) {
		int slash = name.indexOf('/');
		return (slash < 0) ? name : name.substring(0, slash);
	}

	/**
	 * Names by the first of their parts that comes after a prefix.
	 */
	static Map<String, List<String>> byFirstPart(String prefix, Collection<String> names) {
		return names.stream()
			.collect(Collectors.groupingBy((name) -> firstPart(name.substring(prefix.length())), LinkedHashMap::new,
					Collectors.toList()));
	}

}
