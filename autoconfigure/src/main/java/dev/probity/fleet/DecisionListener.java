package dev.probity.fleet;

/**
 * Is told what peers say and what follows. Called on the thread that drives the
 * decisions; must return at once.
 */
interface DecisionListener {

	/**
	 * Peers have been asked.
	 */
	void onPoll(Poll poll);

	/**
	 * What they have said confirms what had been decided.
	 */
	void confirmed(SharedFailureDecision decision);

	/**
	 * It is the first decision on a failure, or a change of mind.
	 */
	void changed(SharedFailureDecision decision);

}
