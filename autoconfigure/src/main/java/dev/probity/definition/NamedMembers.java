package dev.probity.definition;

import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What an <code>include</code> or <code>exclude</code> names, as Spring Boot reads it: a
 * contributor by its name, with everything below it, or all by an asterisk. Its own class
 * for that is not there before 4.1.
 *
 * @param names the names
 */
record NamedMembers(Set<String> names) {

	static NamedMembers of(@Nullable Set<String> names) {
		return new NamedMembers(
				(names == null) ? Set.of() : names.stream().map(String::trim).collect(Collectors.toUnmodifiableSet()));
	}

	boolean isEmpty() {
		return this.names.isEmpty();
	}

	/**
	 * Whether a contributor is named. Asked at each answer of a probe.
	 */
	boolean contains(String contributor) {
		if (this.names.contains("*") || this.names.contains(contributor)) {
			return true;
		}
		for (int slash = contributor.lastIndexOf('/'); slash > 0; slash = contributor.lastIndexOf('/', slash - 1)) {
			if (this.names.contains(contributor.substring(0, slash))) {
				return true;
			}
		}
		return false;
	}

}
