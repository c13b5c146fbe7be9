package dev.probity.fleet;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Peers that answer when they are told to.
 */
final class ScriptedPeers implements PeerQuestions {

	int known;

	int rounds;

	private final Deque<Question> open = new ArrayDeque<>();

	ScriptedPeers(int known) {
		this.known = known;
	}

	@Override
	public int peers() {
		return this.known;
	}

	@Override
	public void ask(String check, int k, Consumer<Poll> answer) {
		this.rounds++;
		this.open.add(new Question(check, k, answer));
	}

	boolean isAsked() {
		return !this.open.isEmpty();
	}

	/** The oldest question is answered; the others are silent. */
	void answer(int passing, int failing) {
		Question question = this.open.remove();
		question.answer.accept(new Poll(question.check, question.asked, passing, failing,
				question.asked - passing - failing, Instant.EPOCH));
	}

	private record Question(String check, int asked, Consumer<Poll> answer) {

	}

}
