package dev.probity.fleet;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One round of questions: counts who says what, each instance once, and never this one.
 * Used by the fleet's thread alone.
 */
final class PeerRound {

	private final String check;

	private final String self;

	private final InstantSource clock;

	private final Consumer<Poll> answer;

	private final Map<String, Opinion> opinions = new HashMap<>();

	private int outstanding;

	private int silent;

	private boolean over;

	/**
	 * Begin a round.
	 * @param check what is asked about
	 * @param self this instance
	 * @param questions how many are asked
	 * @param clock the time for display
	 * @param answer gets what has come of it
	 */
	PeerRound(String check, String self, int questions, InstantSource clock, Consumer<Poll> answer) {
		this.check = check;
		this.self = self;
		this.outstanding = questions;
		this.clock = clock;
		this.answer = answer;
	}

	/**
	 * One question is at its end.
	 * @param voice what was answered, or {@code null} if nothing was that counts
	 */
	void take(@Nullable PeerVoice voice) {
		if (this.over) {
			return;
		}
		if (voice == null) {
			this.silent++;
		}
		else if (!voice.instance().equals(this.self)) {
			this.opinions.putIfAbsent(voice.instance(), voice.opinion());
		}
		this.outstanding--;
		if (this.outstanding == 0) {
			end();
		}
	}

	/**
	 * Their time is up: who has not answered has no opinion.
	 */
	void end() {
		if (this.over) {
			return;
		}
		this.over = true;
		this.answer.accept(new Poll(this.check, this.opinions.size() + this.silent + this.outstanding,
				count(Opinion.PASSING), count(Opinion.FAILING), this.clock.instant()));
	}

	boolean isOver() {
		return this.over;
	}

	private int count(Opinion opinion) {
		return (int) this.opinions.values().stream().filter((each) -> each == opinion).count();
	}

}
