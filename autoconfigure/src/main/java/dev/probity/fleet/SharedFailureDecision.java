package dev.probity.fleet;

import java.time.Instant;

/**
 * What an instance has made of the failure of a dependency, having asked its peers.
 * Published as an event of Spring for each failure once, and again whenever the instance
 * changes its mind. Immutable.
 *
 * @param check the check that fails here
 * @param mind whether the instance stays
 * @param asked how many peers were asked
 * @param passing for how many of them the check passes
 * @param failing for how many of them it fails, too
 * @param recovering whether the check has passed here since it failed, though not often
 * enough yet: then nothing that peers say makes the instance change its mind
 * @param at when the last of them answered
 * @since 0.1.0
 */
public record SharedFailureDecision(String check, Mind mind, int asked, int passing, int failing, boolean recovering,
		Instant at) {

	static SharedFailureDecision of(Mind mind, Poll poll, boolean recovering) {
		return new SharedFailureDecision(poll.check(), mind, poll.asked(), poll.passing(), poll.failing(), recovering,
				poll.at());
	}

	/**
	 * For how many nothing is known: they did not answer, or have no such check.
	 * @return the number
	 */
	public int none() {
		return this.asked - this.passing - this.failing;
	}

}
