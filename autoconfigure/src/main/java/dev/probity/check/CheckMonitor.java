package dev.probity.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The last known state of every check. Reading takes no lock and waits for nobody: all
 * snapshots stand in one immutable map that is replaced as a whole, so that a reader sees
 * one consistent moment. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckMonitor {

	private final List<StateTransitionListener> listeners;

	private final Object writing = new Object();

	// writes guarded by "writing"
	private volatile Map<String, CheckSnapshot> snapshots = Map.of();

	/**
	 * A monitor without checks.
	 * @param listeners are told, in this order, of every result and transition once it is
	 * published, under the writers' lock; must return at once
	 */
	public CheckMonitor(StateTransitionListener... listeners) {
		this.listeners = List.of(listeners);
	}

	/**
	 * The snapshots of all registered checks by name, in the order of registration.
	 * @return an immutable map
	 */
	public Map<String, CheckSnapshot> snapshots() {
		return this.snapshots;
	}

	/**
	 * The snapshot of one check.
	 * @param name the check's name
	 * @return the snapshot, or {@code null} if no such check is registered
	 */
	public @Nullable CheckSnapshot snapshot(String name) {
		return this.snapshots.get(name);
	}

	void add(CheckSnapshot initial) {
		synchronized (this.writing) {
			if (this.snapshots.containsKey(initial.name())) {
				throw new IllegalStateException("A check named '%s' is registered already".formatted(initial.name()));
			}
			replace((next) -> next.put(initial.name(), initial));
		}
	}

	void remove(String name) {
		synchronized (this.writing) {
			replace((next) -> next.remove(name));
		}
	}

	/**
	 * Publish the successor of a snapshot, unless the check has been removed (and perhaps
	 * registered anew) since.
	 */
	void publish(CheckSnapshot before, CheckSnapshot after) {
		synchronized (this.writing) {
			if (this.snapshots.get(before.name()) != before) {
				return;
			}
			replace((next) -> next.put(after.name(), after));
			tell(before, after);
		}
	}

	private void tell(CheckSnapshot before, CheckSnapshot after) {
		if (after.lastRun() != null) {
			CountedResult result = new CountedResult(before, after);
			this.listeners.forEach((listener) -> listener.onResult(result));
		}
		if (before.state() != after.state()) {
			StateTransition transition = new StateTransition(before, after);
			this.listeners.forEach((listener) -> listener.onTransition(transition));
		}
	}

	/**
	 * Wait the moment it takes until the listener has been told of all that can be read
	 * now. For those who tell of it themselves and do not want to be first.
	 */
	public void settle() {
		synchronized (this.writing) {
			// a writer holds the lock until it has told
		}
	}

	private void replace(Consumer<Map<String, CheckSnapshot>> change) {
		Map<String, CheckSnapshot> next = new LinkedHashMap<>(this.snapshots);
		change.accept(next);
		this.snapshots = Collections.unmodifiableMap(next);
	}

}
