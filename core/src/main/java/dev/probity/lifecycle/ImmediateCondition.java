package dev.probity.lifecycle;

/**
 * A {@link StartupCondition} that promises to answer at once and never to throw, so that
 * it may be evaluated on the thread of a probe. Any other condition is evaluated in the
 * background.
 *
 * @since 0.1.0
 */
public interface ImmediateCondition extends StartupCondition {

}
