package dev.probity.http;

import dev.probity.web.ReadinessDepth;

/**
 * What the answer of another application's readiness probe counts.
 */
sealed interface ForeignReadiness {

	/**
	 * What the answer counts that a readiness probe of a depth has given.
	 */
	Opinion opinion(int depth);

	/**
	 * A service has answered.
	 */
	default void seen(String service, int depth) {
	}

	/**
	 * Nothing: the check fails, and says what to ask instead.
	 */
	record Refused() implements ForeignReadiness {

		@Override
		public Opinion opinion(int depth) {
			return (depth == ReadinessDepth.NONE) ? Opinion.COUNTS : Opinion.REFUSED;
		}

	}

	/**
	 * As much as any other answer, unless it rests on the readiness of others itself over
	 * too many hops: applications that ask each other in a ring would otherwise wait for
	 * each other for ever.
	 */
	record Accepted(ReadinessDepth own) implements ForeignReadiness {

		@Override
		public Opinion opinion(int depth) {
			return (depth < ReadinessDepth.DEEPEST) ? Opinion.COUNTS : Opinion.IGNORED;
		}

		@Override
		public void seen(String service, int depth) {
			this.own.seen(service, depth);
		}

	}

	/**
	 * What an answer counts.
	 */
	enum Opinion {

		/** Its status decides. */
		COUNTS,

		/** The service is there; what it thinks of its readiness is left out. */
		IGNORED,

		/** The check fails. */
		REFUSED

	}

}
