package dev.probity.consumer;

import java.time.Duration;
import java.util.List;

/**
 * What is done with a listener, and why. Immutable.
 *
 * @param state what is done
 * @param hindrances why
 * @param since reading of the ticker when the state was entered
 * @param resumeAt reading of the ticker at which it goes on, while it is resuming
 */
record Standing(ConsumerState state, List<Hindrance> hindrances, long since, long resumeAt) {

	Standing {
		hindrances = List.copyOf(hindrances);
	}

	static Standing of(ConsumerState state, List<Hindrance> hindrances, long now) {
		return new Standing(state, hindrances, now, now);
	}

	Standing because(List<Hindrance> hindrances) {
		return hindrances.equals(this.hindrances) ? this
				: new Standing(this.state, hindrances, this.since, this.resumeAt);
	}

	/**
	 * The same, which goes on later.
	 */
	Standing after(long resumeAt) {
		return new Standing(this.state, this.hindrances, this.since, resumeAt);
	}

	Duration lasted(long now) {
		return Duration.ofNanos(Math.max(0, now - this.since));
	}

	List<String> causes() {
		return this.hindrances.stream().map(Hindrance::inWords).toList();
	}

}
