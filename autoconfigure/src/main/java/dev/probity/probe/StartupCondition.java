package dev.probity.probe;

/**
 * Something that has to be so before the instance has come up. Asked until it is met for
 * the first time together with all others, and never again; must be quick and
 * thread-safe.
 *
 * @since 0.1.0
 */
public interface StartupCondition {

	/**
	 * What is outstanding, in words, as long as the condition is not met.
	 * @return for example {@code first result of db}
	 */
	String description();

	/**
	 * Whether the condition is met.
	 * @return whether it is
	 */
	boolean isMet();

}
