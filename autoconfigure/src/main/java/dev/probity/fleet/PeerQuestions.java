package dev.probity.fleet;

import java.util.function.Consumer;

/**
 * Asks peers to run a check now. Thread-safe; no method waits.
 */
interface PeerQuestions {

	/**
	 * How many peers are known now, without this instance.
	 */
	int peers();

	/**
	 * Ask peers at random. Returns at once.
	 * @param check the name of the check
	 * @param k how many to ask at most
	 * @param answer called once, on the fleet's own thread, when all have answered or
	 * their time is up
	 */
	void ask(String check, int k, Consumer<Poll> answer);

}
