package dev.probity.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The last known state of every check. Reading takes no lock and waits for nobody: all
 * snapshots stand in one immutable table that is replaced as a whole, so that a reader
 * sees one consistent moment. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckMonitor {

	private final List<StateTransitionListener> listeners;

	private final Object writing = new Object();

	// writes guarded by "writing"
	private volatile SnapshotTable snapshots = SnapshotTable.EMPTY;

	// counted once it can be seen; written under "writing"
	private volatile long stateChanges;

	private volatile @Nullable Throwable failure;

	/**
	 * A monitor without checks.
	 * @param listeners are told, in this order, of every result and transition once it is
	 * published, under the writers' lock; must return at once. What one throws is logged
	 * by whoever publishes
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
	 * How often a check has gone to another state, has begun or ceased to be degraded,
	 * has been added or removed. As long as the number that was read before the snapshots
	 * were stays what it is, they are as good as new: results may have come, and only
	 * confirm their states.
	 * @return the number
	 */
	public long stateChanges() {
		return this.stateChanges;
	}

	/**
	 * The snapshot of one check.
	 * @param name the check's name
	 * @return the snapshot, or {@code null} if no such check is registered
	 */
	public @Nullable CheckSnapshot snapshot(String name) {
		return this.snapshots.get(name);
	}

	/**
	 * Whether a check has passed when it was last decided, however long ago.
	 * @param name the check's name
	 * @return whether its state is {@link CheckState#PASSING}; not if no such check is
	 * registered
	 */
	public boolean isPassing(String name) {
		CheckSnapshot check = snapshot(name);
		return check != null && check.state() == CheckState.PASSING;
	}

	void add(CheckSnapshot initial) {
		synchronized (this.writing) {
			if (this.snapshots.containsKey(initial.name())) {
				throw new IllegalStateException("A check named '%s' is registered already".formatted(initial.name()));
			}
			List<CheckSnapshot> next = new ArrayList<>(this.snapshots.values());
			next.add(initial);
			this.snapshots = SnapshotTable.of(next);
			this.stateChanges++;
		}
	}

	void remove(String name) {
		synchronized (this.writing) {
			this.snapshots = SnapshotTable
				.of(this.snapshots.values().stream().filter((check) -> !check.name().equals(name)).toList());
			this.stateChanges++;
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
			this.snapshots = this.snapshots.with(after);
			if (before.state() != after.state() || before.sinceTick() != after.sinceTick()
					|| before.isDegraded() != after.isDegraded()) {
				this.stateChanges++;
			}
			tell(before, after);
		}
	}

	private void tell(CheckSnapshot before, CheckSnapshot after) {
		if (after.lastRun() != null) {
			tell((listener) -> listener.onResult(new CheckChange(before, after)));
		}
		if (before.state() != after.state()) {
			tell((listener) -> listener.onTransition(new CheckChange(before, after)));
		}
	}

	/**
	 * What is published is published: whoever fails to take note of it keeps it from
	 * nobody else, and not from the one who has published it either.
	 */
	private void tell(Consumer<StateTransitionListener> telling) {
		for (StateTransitionListener listener : this.listeners) {
			try {
				telling.accept(listener);
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
		}
	}

	/**
	 * What a listener has thrown last since this was asked last.
	 */
	@Nullable Throwable takeFailure() {
		Throwable taken = this.failure;
		if (taken != null) {
			this.failure = null;
		}
		return taken;
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

}
