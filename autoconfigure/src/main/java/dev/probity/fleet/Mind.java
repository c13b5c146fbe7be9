package dev.probity.fleet;

import org.jspecify.annotations.Nullable;

/**
 * What an instance does about the failure of a dependency, having asked its peers.
 *
 * @since 0.1.0
 */
public enum Mind {

	/** The instance leaves: most of the others can still serve, or nobody knows. */
	LEAVE,

	/** The instance stays, degraded: most of the others cannot serve either. */
	STAY;

	/** Share of the opinions that pass from which on the instance leaves. */
	static final double LEAVE_FROM = 0.6;

	/** Share of the opinions that pass up to which it stays. */
	static final double STAY_UP_TO = 0.4;

	/** How many peers are asked at most. */
	static final int MOST_ASKED = 20;

	/**
	 * From how many peers on, who have an opinion or may have one, a single opinion is
	 * not enough to begin with. Among fewer, one that is dead is no reason for the others
	 * to leave.
	 */
	static final int MANY = 4;

	/** How many opinions it takes among many. */
	static final int QUORUM = 2;

	/**
	 * How many peers to ask.
	 * @param peers how many are known
	 */
	static int questions(int peers) {
		return Math.min(MOST_ASKED, peers);
	}

	/**
	 * What follows from a poll. Without enough opinions an instance leaves at first, as
	 * if it were alone. After that any opinion counts: whoever stays leaves only if some
	 * say that they can serve, and whoever has left returns if all that are heard fail.
	 * If nobody at all says anything, that is forgiven once.
	 * @param before the mind before, or {@code null} the first time
	 * @param poll the answers
	 * @param silentBefore how many polls in a row nobody has answered before this one
	 */
	static Mind after(@Nullable Mind before, Poll poll, int silentBefore) {
		int opinions = poll.opinions();
		if (opinions == 0) {
			return (before == STAY && poll.asked() > 0 && silentBefore == 0) ? STAY : LEAVE;
		}
		double passing = (double) poll.passing() / opinions;
		if (passing >= LEAVE_FROM) {
			return LEAVE;
		}
		if (before == null && opinions < quorum(poll.voters())) {
			return LEAVE;
		}
		return (passing <= STAY_UP_TO) ? STAY : (before != null) ? before : LEAVE;
	}

	private static int quorum(int voters) {
		return (voters < MANY) ? 1 : QUORUM;
	}

}
