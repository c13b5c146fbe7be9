package dev.probity.fleet;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An address behind which a balancer picks an instance each time, perhaps this one. How
 * many there are is not known until they are asked, so always as many questions are sent.
 *
 * @param url the beginning of the URL
 */
record BalancedTarget(String url) implements PeerTargets {

	/** How many questions go through it. */
	static final int QUESTIONS = 20;

	@Override
	public int count() {
		return QUESTIONS;
	}

	@Override
	public List<String> pick(int k, RandomGenerator random) {
		return Collections.nCopies(QUESTIONS, this.url);
	}

	@Override
	public void isSelf(String target) {
		// and somebody else the next time
	}

}
