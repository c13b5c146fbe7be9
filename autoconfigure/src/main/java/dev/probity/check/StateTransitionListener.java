package dev.probity.check;

/**
 * Is told once of each change of a check's state, after the new snapshot can be read.
 * Called outside locks, on one thread of its own: what it throws is logged, and while it
 * blocks only other listeners wait.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StateTransitionListener {

	void onTransition(StateTransition transition);

}
