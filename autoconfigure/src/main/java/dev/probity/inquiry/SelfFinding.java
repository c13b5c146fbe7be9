package dev.probity.inquiry;

/**
 * What asking itself has told this process of one path.
 */
sealed interface SelfFinding {

	/**
	 * Probity answers, and the answer arrives as it was given.
	 */
	record Own() implements SelfFinding {

	}

	/**
	 * Somebody else answers, or changes what Probity answers.
	 *
	 * @param answer what the caller gets
	 */
	record Foreign(ForeignAnswer answer) implements SelfFinding {

	}

	/**
	 * It cannot be found out: what listens on the port does not take such a request.
	 *
	 * @param reason why
	 * @param isHttp whether it has said so in HTTP
	 */
	record Unknown(String reason, boolean isHttp) implements SelfFinding {

	}

}
