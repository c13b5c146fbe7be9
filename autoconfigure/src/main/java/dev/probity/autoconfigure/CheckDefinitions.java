package dev.probity.autoconfigure;

import java.util.Collection;

/**
 * Where checks come from. Asked once, when all beans of the context are there.
 */
@FunctionalInterface
interface CheckDefinitions {

	Collection<CheckDefinition> definitions();

}
