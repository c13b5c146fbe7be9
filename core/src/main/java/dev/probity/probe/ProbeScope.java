package dev.probity.probe;

/**
 * What a probe's question is asked of.
 *
 * @since 0.1.0
 */
public enum ProbeScope {

	/**
	 * The instance as a whole: what its readiness requires holds back its start.
	 */
	INSTANCE,

	/**
	 * One feature of the instance, which may be away while the rest is not.
	 */
	FEATURE

}
