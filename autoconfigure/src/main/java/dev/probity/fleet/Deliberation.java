package dev.probity.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Hold;
import org.jspecify.annotations.Nullable;

/**
 * What is made of one failure of one check, from its confirmation to its end: when to ask
 * peers, and what follows from their answers. Pure; time is given to it. For one thread.
 */
final class Deliberation {

	private static final long FIRST_PAUSE = Duration.ofSeconds(10).toNanos();

	private static final long LONGEST_PAUSE = Duration.ofSeconds(60).toNanos();

	private static final double JITTER = 0.2;

	/** How much longer than a run of the check an answer may take on all its ways. */
	private static final long MARGIN = Duration.ofSeconds(2).toNanos();

	private final String check;

	private final long since;

	private final long limit;

	private final RandomGenerator random;

	private long dueAt;

	private long pause = FIRST_PAUSE;

	private int silent;

	private boolean recovering;

	private @Nullable Mind mind;

	private @Nullable Poll answer;

	/**
	 * Begin with a failure that has just been confirmed.
	 * @param random spreads the questions of a fleet
	 */
	Deliberation(CheckSnapshot failing, RandomGenerator random) {
		this.check = failing.name();
		this.since = failing.sinceTick();
		this.limit = limit(failing);
		this.random = random;
		this.dueAt = failing.sinceTick();
	}

	/**
	 * What holds from the confirmation of a failure to the first answer, which is waited
	 * for no longer than it may take.
	 */
	static Hold untilAnswered(CheckSnapshot failing, int peers) {
		return new Hold(failing.sinceTick() + limit(failing),
				(peers == 1) ? "asking 1 peer" : "asking %d peers".formatted(peers));
	}

	private static long limit(CheckSnapshot failing) {
		return failing.policy().timeout().toNanos() + MARGIN;
	}

	String check() {
		return this.check;
	}

	long since() {
		return this.since;
	}

	boolean isOf(CheckSnapshot failing) {
		return this.check.equals(failing.name()) && this.since == failing.sinceTick();
	}

	/**
	 * The check is still failing. If it has passed meanwhile, though not often enough
	 * yet, that it passes elsewhere is no reason to leave any more.
	 */
	void see(CheckSnapshot failing) {
		this.recovering = failing.successes() > 0;
	}

	/**
	 * Whether to ask now. If so, an answer is expected; should none come, it is asked
	 * again when it has become impossible.
	 */
	boolean asksNow(long now) {
		if (now - this.dueAt < 0) {
			return false;
		}
		this.dueAt = now + this.limit;
		return true;
	}

	/**
	 * Take an answer into account.
	 * @return what follows from it
	 */
	Mind accept(Poll poll, long now) {
		Mind before = this.mind;
		Mind after = this.recovering ? ((before != null) ? before : Mind.STAY) : Mind.after(before, poll, this.silent);
		this.mind = after;
		boolean silence = poll.opinions() == 0;
		this.silent = silence ? this.silent + 1 : 0;
		// who keeps silent has not confirmed anything either
		this.pause = (after != before || silence || this.recovering) ? FIRST_PAUSE
				: Math.min(2 * this.pause, LONGEST_PAUSE);
		this.dueAt = now + (long) (this.pause * (1 - JITTER + 2 * JITTER * this.random.nextDouble()));
		if (!silence || after != before) {
			this.answer = poll;
		}
		return after;
	}

	/**
	 * Why the failure does not withdraw the instance: an opinion expires if it is not
	 * confirmed in time.
	 * @return {@code null} if it withdraws it
	 */
	@Nullable Hold hold() {
		Poll heard = this.answer;
		if (this.mind != Mind.STAY || heard == null) {
			return null;
		}
		if (this.recovering) {
			return new Hold(this.dueAt + this.limit, "it is recovering");
		}
		String words = (heard.asked() == 1) ? "%d of 1 peer fails too" : "%d of %d peers fail too";
		return new Hold(this.dueAt + this.limit, words.formatted(heard.failing(), heard.asked()));
	}

	boolean isRecovering() {
		return this.recovering;
	}

	@Nullable Mind mind() {
		return this.mind;
	}

}
