package dev.probity.web;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request asks for the verbose answer, as it would ask Kubernetes' API server:
 * <code>?verbose</code>, with any value or none.
 *
 * @since 0.1.0
 */
public final class VerboseQuery {

	private static final String NAME = "verbose";

	private VerboseQuery() {
	}

	/**
	 * Whether a query contains it.
	 * @param query what follows the question mark, or {@code null} if nothing does
	 * @return whether it does
	 */
	public static boolean isIn(@Nullable String query) {
		if (query == null) {
			return false;
		}
		for (String parameter : query.split("&")) {
			if (parameter.equals(NAME) || parameter.startsWith(NAME + "=")) {
				return true;
			}
		}
		return false;
	}

}
