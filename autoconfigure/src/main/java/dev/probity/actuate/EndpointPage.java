package dev.probity.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Shows what the endpoint knows to humans. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EndpointPage {

	/**
	 * The whole page.
	 * @param shown what the caller may see
	 * @param manifest the part of a pod's manifest that fits, as YAML; {@code null} if it
	 * is not known
	 * @param refresh whether a browser looks again by itself
	 * @return HTML
	 */
	String render(ProbityDescriptor shown, @Nullable String manifest, Refresh refresh);

	/**
	 * Whether a browser looks again by itself.
	 */
	enum Refresh {

		/** Every few seconds. */
		PERIODIC,

		/** Not at all: somebody reads, or copies. */
		OFF;

		/**
		 * What a caller asks for.
		 * @param refresh <code>off</code>, or anything else
		 */
		static Refresh of(@Nullable String refresh) {
			return "off".equalsIgnoreCase(refresh) ? OFF : PERIODIC;
		}

	}

}
