package dev.probity.shutdown;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * Contexts and their parents.
 */
final class ContextHierarchy {

	private ContextHierarchy() {
	}

	static boolean isSameOrAncestor(ApplicationContext context, @Nullable ApplicationContext descendant) {
		for (ApplicationContext each = descendant; each != null; each = each.getParent()) {
			if (each == context) {
				return true;
			}
		}
		return false;
	}

}
