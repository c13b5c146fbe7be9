package dev.probity.fleet;

import java.time.Duration;
import java.util.function.Consumer;

import dev.probity.engine.CheckScheduler;

/**
 * Has the instance look itself whenever it asks the others to: their answers would
 * otherwise be compared with what it found a while ago, and an outage that is over would
 * look like one of its own.
 *
 * @param others are asked
 * @param scheduler runs the check here
 */
record ComparedQuestions(PeerQuestions others, CheckScheduler scheduler) implements PeerQuestions {

	private static final Duration SPACING = Duration.ofSeconds(1);

	@Override
	public int peers() {
		return this.others.peers();
	}

	@Override
	public void ask(String check, int k, Consumer<Poll> answer) {
		this.scheduler.hasten(check, SPACING);
		this.others.ask(check, k, answer);
	}

}
