package dev.probity.web;

import java.util.function.BiConsumer;

/**
 * The paths that handler mappings lead to one handler each, patterns excepted.
 */
@FunctionalInterface
interface MappedPaths {

	/**
	 * Take each path with what handles it. Known once all singletons are there.
	 */
	void forEach(BiConsumer<String, Object> action);

}
