package dev.probity.fleet;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Has the instance look itself whenever it asks the others to, and hears them only when
 * it has: their answers would otherwise be compared with what it found a while ago, and
 * an outage that is over would look like one of its own. Used by the fleet's thread
 * alone.
 *
 * @param others are asked
 * @param own has the check run here
 */
record ComparedQuestions(PeerQuestions others, FreshResults own) implements PeerQuestions {

	@Override
	public int peers() {
		return this.others.peers();
	}

	@Override
	public void ask(String check, int k, Consumer<Poll> answer) {
		Comparison comparison = new Comparison(answer);
		this.own.ask(check, (opinion) -> comparison.haveLooked());
		this.others.ask(check, k, comparison::hear);
	}

	/**
	 * Waits for both.
	 */
	private static final class Comparison {

		private final Consumer<Poll> answer;

		private boolean looked;

		private @Nullable Poll heard;

		private Comparison(Consumer<Poll> answer) {
			this.answer = answer;
		}

		private void haveLooked() {
			this.looked = true;
			if (this.heard != null) {
				this.answer.accept(this.heard);
			}
		}

		private void hear(Poll poll) {
			this.heard = poll;
			if (this.looked) {
				this.answer.accept(poll);
			}
		}

	}

}
