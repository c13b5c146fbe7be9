package dev.probity.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The paths of nested routes, put together while somebody walks through them: what the
 * predicate of a route says, behind what those around it say.
 */
final class RoutePaths {

	private final Deque<List<String>> prefixes = new ArrayDeque<>(List.of(List.of("")));

	private List<String> told = new ArrayList<>();

	private int negations;

	/**
	 * A predicate wants a path.
	 */
	void path(String pattern) {
		if (this.negations == 0) {
			this.told.add(pattern);
		}
	}

	void startNegate() {
		this.negations++;
	}

	void endNegate() {
		this.negations--;
	}

	/**
	 * What has been told is in front of the routes that follow.
	 */
	void startNested() {
		this.prefixes.push(route());
	}

	void endNested() {
		this.prefixes.pop();
	}

	/**
	 * What has been told is a route.
	 * @return its paths; those around it if it has none itself
	 */
	List<String> route() {
		List<String> outer = this.prefixes.element();
		List<String> paths = this.told;
		this.told = new ArrayList<>();
		return paths.isEmpty() ? outer : behind(outer, paths);
	}

	private static List<String> behind(List<String> prefixes, List<String> paths) {
		return prefixes.stream()
			.map((prefix) -> prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix)
			.flatMap((prefix) -> paths.stream().map((path) -> prefix + path))
			.toList();
	}

}
