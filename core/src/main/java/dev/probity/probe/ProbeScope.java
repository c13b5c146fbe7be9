package dev.probity.probe;

/**
 * What the question of a probe is about: the instance or a feature of it.
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
