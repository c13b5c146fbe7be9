package dev.probity.fleet;

import java.time.Instant;

/**
 * One round of questions: how many peers were asked, and what came back.
 *
 * @param check what they were asked about
 * @param asked how many were asked
 * @param passing how many of them said that it passes there
 * @param failing how many of them said that it fails there
 * @param at when the last answer was in, for display
 */
record Poll(String check, int asked, int passing, int failing, Instant at) {

	/**
	 * How many peers have an opinion.
	 */
	int opinions() {
		return this.passing + this.failing;
	}

}
