package dev.probity.fleet;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	// as often as each is asked
	private final List<String> outstanding;

	// once each, however often it was asked
	private final Set<String> silent = new HashSet<>();

	private boolean over;

	/**
	 * Begin a round.
	 * @param check what is asked about
	 * @param self this instance
	 * @param targets who is asked; one that is there more than once is a balancer, whose
	 * silence may be that of one instance
	 * @param clock the time for display
	 * @param answer gets what has come of it
	 */
	PeerRound(String check, String self, List<String> targets, InstantSource clock, Consumer<Poll> answer) {
		this.check = check;
		this.self = self;
		this.outstanding = new ArrayList<>(targets);
		this.clock = clock;
		this.answer = answer;
	}

	/**
	 * One question is at its end.
	 * @param target who was asked
	 * @param voice what was answered, or {@code null} if nothing was that counts
	 */
	void take(String target, @Nullable PeerVoice voice) {
		if (this.over) {
			return;
		}
		if (voice == null) {
			this.silent.add(target);
		}
		else if (!voice.instance().equals(this.self)) {
			this.opinions.putIfAbsent(voice.instance(), voice.opinion());
		}
		this.outstanding.remove(target);
		if (this.outstanding.isEmpty()) {
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
		this.silent.addAll(this.outstanding);
		this.answer.accept(new Poll(this.check, this.opinions.size() + this.silent.size(), count(Opinion.PASSING),
				count(Opinion.FAILING), this.silent.size(), this.clock.instant()));
	}

	boolean isOver() {
		return this.over;
	}

	private int count(Opinion opinion) {
		return (int) this.opinions.values().stream().filter((each) -> each == opinion).count();
	}

}
