package dev.probity.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

import dev.probity.check.ManualTicker;

/**
 * Does what is to be done later when time is moved by hand.
 */
final class LaterByHand implements BiConsumer<Duration, Runnable> {

	private final ManualTicker time;

	private final List<Task> tasks = new ArrayList<>();

	LaterByHand(ManualTicker time) {
		this.time = time;
	}

	@Override
	public void accept(Duration delay, Runnable task) {
		this.tasks.add(new Task(this.time.elapsed().plus(delay), task));
	}

	void advance(Duration time) {
		Duration end = this.time.elapsed().plus(time);
		for (Task next = next(end); next != null; next = next(end)) {
			this.tasks.remove(next);
			this.time.advance(next.due.minus(this.time.elapsed()));
			next.task.run();
		}
		this.time.advance(end.minus(this.time.elapsed()));
	}

	private Task next(Duration end) {
		return this.tasks.stream()
			.filter((task) -> task.due.compareTo(end) <= 0)
			.min(Comparator.comparing(Task::due))
			.orElse(null);
	}

	private record Task(Duration due, Runnable task) {

	}

}
