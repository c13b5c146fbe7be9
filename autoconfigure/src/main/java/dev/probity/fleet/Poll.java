package dev.probity.fleet;

import java.time.Instant;

/**
 * One round of questions: how many peers were asked, and what came back.
 *
 * @param check what they were asked about
 * @param asked how many were asked
 * @param passing how many of them said that it passes there
 * @param failing how many of them said that it fails there
 * @param silent how many of them did not answer; all others that have no opinion said so
 * @param at when the last answer was in, for display
 */
record Poll(String check, int asked, int passing, int failing, int silent, Instant at) {

	/**
	 * How many peers have an opinion.
	 */
	int opinions() {
		return this.passing + this.failing;
	}

	/**
	 * How many peers have an opinion or may have one: who is starting, say, and answers
	 * so, is not among them.
	 */
	int voters() {
		return opinions() + this.silent;
	}

}
