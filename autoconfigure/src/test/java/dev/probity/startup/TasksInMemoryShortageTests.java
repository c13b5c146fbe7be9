package dev.probity.startup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.check.ManualTicker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Wherever memory or a thread is lacking for a moment, no task is lost, none counts as
 * done that is not, and of each is told once.
 */
class TasksInMemoryShortageTests {

	private static final StartupTaskPolicy POLICY = StartupTaskPolicy.defaults().retries(3, Duration.ofMillis(10));

	private final ManualTicker time = new ManualTicker();

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private final List<String> events = new ArrayList<>();

	private final List<String> work = new ArrayList<>();

	private Place place;

	private int use;

	private int uses;

	private final StartupTasks tasks = new StartupTasks((task, attempt) -> {
		use(Place.WORKERS);
		this.waiting.add(attempt);
	}, () -> {
		use(Place.TICKER);
		return this.time.read();
	}, (receiver, news) -> news.run());

	static Stream<Arguments> shortages() {
		return Stream.of(Place.values())
			.flatMap((place) -> Stream.iterate(1, (use) -> use + 1).limit(12).map((use) -> arguments(place, use)));
	}

	@ParameterizedTest(name = "{0}, use {1}")
	@MethodSource("shortages")
	void everyTaskIsDoneAndToldOfOnce(Place place, int use) {
		this.place = place;
		this.use = use;
		TaskSlot schema = add("schema", List.of());
		List<TaskSlot> all = List.of(schema, add("cache", List.of(schema)));
		this.tasks.onAlarm(() -> use(Place.ALARM));
		this.tasks.onChange(() -> use(Place.SIGNAL));
		guarded(() -> this.tasks.begin(all));
		guarded(() -> this.tasks.begin(all));
		for (int i = 0; i < 100 && !(this.tasks.isMet() && this.waiting.isEmpty()); i++) {
			guarded(this.tasks::tick);
			while (!this.waiting.isEmpty()) {
				guarded(this.waiting.remove());
			}
			this.time.advance(Duration.ofMillis(100));
		}
		guarded(this.tasks::tick);
		assertThat(this.tasks.isMet()).isTrue();
		assertThat(this.work).startsWith("schema").endsWith("cache");
		assertThat(this.events).containsExactly("schema started", "schema DONE", "cache started", "cache DONE");
	}

	private TaskSlot add(String name, List<TaskSlot> dependencies) {
		return this.tasks.register(new StartupTaskRegistration(name, (progress) -> this.work.add(name), POLICY),
				dependencies, List.of(new StartupTaskListener() {

					@Override
					public void onStarted(String task) {
						TasksInMemoryShortageTests.this.events.add(task + " started");
					}

					@Override
					public void onFinished(StartupTaskResult result) {
						TasksInMemoryShortageTests.this.events.add(result.task() + " " + result.outcome());
					}

				}));
	}

	/**
	 * As a thread does it that goes on.
	 */
	private static void guarded(Runnable action) {
		try {
			action.run();
		}
		catch (OutOfMemoryError ex) {
			// this once
		}
	}

	private void use(Place used) {
		if (used == this.place && ++this.uses == this.use) {
			throw new OutOfMemoryError("Java heap space");
		}
	}

	private enum Place {

		TICKER, WORKERS, ALARM, SIGNAL

	}

}
