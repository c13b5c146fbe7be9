package dev.probity.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.lifecycle.ImmediateCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.lifecycle.StartupWatch;

/**
 * What holds the start of the instance open: that the application is ready, and the beans
 * of all contexts of a hierarchy that are there for it. These are watched in the
 * background, and only those that answer at once are asked by whoever asks a probe.
 */
final class StartupConditions implements ImmediateCondition {

	private final StartupWatch watch;

	private final ApplicationReady ready;

	private final List<StartupCondition> watched = new CopyOnWriteArrayList<>();

	private final List<StartupCondition> immediate = new CopyOnWriteArrayList<>();

	private volatile Runnable signal = () -> {
	};

	StartupConditions(StartupWatch watch, ApplicationReady ready) {
		this.watch = watch;
		this.ready = ready;
	}

	/**
	 * Wait for the conditions of a context, too.
	 * @param beans those that are beans, by name
	 * @return what is waited for
	 */
	List<StartupCondition> add(Map<String, StartupCondition> beans) {
		List<StartupCondition> added = new ArrayList<>();
		beans.forEach((name, condition) -> {
			if (condition instanceof ImmediateCondition) {
				condition.onChange(this::stir);
				this.immediate.add(condition);
				added.add(condition);
			}
			else {
				StartupCondition asked = this.watch.watch(name, condition);
				this.watched.add(asked);
				added.add(asked);
			}
		});
		return added;
	}

	/**
	 * Wait no longer for the conditions of a context that has ended.
	 * @param ended what was waited for
	 */
	void remove(Collection<StartupCondition> ended) {
		for (StartupCondition condition : ended) {
			this.watched.removeIf((each) -> each == condition);
			this.immediate.removeIf((each) -> each == condition);
			this.watch.leave(condition);
		}
		stir();
	}

	private void stir() {
		this.signal.run();
	}

	@Override
	public void onChange(Runnable signal) {
		this.signal = signal;
		this.ready.onChange(signal);
	}

	/**
	 * Those of the application first.
	 */
	private Stream<StartupCondition> all() {
		return Stream.of(this.watched, List.of(this.ready), this.immediate).flatMap(Collection::stream);
	}

	@Override
	public String description() {
		return parts().stream().map(StartupCondition::description).collect(Collectors.joining(", "));
	}

	@Override
	public boolean isMet() {
		return all().allMatch(StartupCondition::isMet);
	}

	@Override
	public Collection<? extends StartupCondition> parts() {
		return all().flatMap((condition) -> condition.parts().stream()).toList();
	}

}
