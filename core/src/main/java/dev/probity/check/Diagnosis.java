package dev.probity.check;

import java.time.Instant;

import dev.probity.detail.Secrets;

/**
 * What a connection of its own, beside the client of the application, has shown about a
 * check. Immutable; secrets are scrubbed from the sentence.
 *
 * @param finding what it is
 * @param sentence what it is about, in one plain sentence
 * @param since since when it has been found
 * @since 0.1.0
 */
public record Diagnosis(Finding finding, String sentence, Instant since) {

	public Diagnosis {
		sentence = Secrets.scrubbedLine(sentence);
	}

	/**
	 * Whether the sentence says more of the failure than the check's own reason, which
	 * knows the client only.
	 * @return whether it does
	 */
	public boolean explainsMore() {
		return this.finding != Finding.DEPENDENCY_DOWN;
	}

	/**
	 * What is wrong: the names are stable codes.
	 */
	public enum Finding {

		/** Neither the client nor a fresh connection gets an answer. */
		DEPENDENCY_DOWN,

		/**
		 * The client gets no answer although fresh connections do, again and again: a
		 * restart helps.
		 */
		CLIENT_FAULT,

		/**
		 * The client lives on connections that it has, while no fresh one can be opened.
		 */
		BORROWED_TIME

	}

}
