package dev.probity.fleet;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where peers can be asked. Thread-safe; no method waits.
 */
interface PeerTargets {

	/**
	 * How many peers are known, without this instance.
	 */
	int count();

	/**
	 * Pick some at random.
	 * @param k how many at most
	 * @return the beginnings of their URLs
	 */
	List<String> pick(int k, RandomGenerator random);

	/**
	 * It was this instance itself that answered there.
	 */
	void isSelf(String target);

}
