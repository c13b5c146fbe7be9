package dev.probity.probe;

/**
 * A {@link StartupCondition} that promises to answer at once and never to throw, so that
 * whoever asks a probe may ask it. Any other condition is asked in the background.
 *
 * @since 0.1.0
 */
public interface ImmediateCondition extends StartupCondition {

}
