package dev.probity.server;

/**
 * What came of asking a server.
 */
sealed interface ServerAnswer {

	/**
	 * The server has understood the question.
	 *
	 * @param words how it has answered, whatever that is
	 */
	record Understood(String words) implements ServerAnswer {

	}

	/**
	 * The server has done something of itself that is no answer to the question.
	 *
	 * @param words what it did
	 */
	record Other(String words) implements ServerAnswer {

	}

	/**
	 * Nobody listens there.
	 */
	record Refused() implements ServerAnswer {

	}

	/**
	 * The connection was taken, by the kernel at least, and nothing came back.
	 */
	record Silent() implements ServerAnswer {

	}

	/**
	 * This process could not ask: it has no descriptor or no port left, say.
	 *
	 * @param error why not
	 */
	record Unasked(Exception error) implements ServerAnswer {

	}

}
