package dev.probity.actuate;

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
	 * @return HTML
	 */
	String render(ProbityDescriptor shown);

}
