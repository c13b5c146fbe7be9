package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.Diagnosis;
import dev.probity.check.StateTransitionListener;
import org.jspecify.annotations.Nullable;

/**
 * The last known state of every check. Reading takes no lock and waits for nobody: all
 * snapshots stand in one immutable table that is replaced as a whole, so that a reader
 * sees one consistent moment. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckMonitor {

	private final NotifiedListeners listeners;

	private final Object writing = new Object();

	// writes guarded by "writing"
	private volatile SnapshotTable snapshots = SnapshotTable.EMPTY;

	private final ExpectedRuns expected = new ExpectedRuns();

	// counted once it can be seen; written under "writing"
	private volatile long stateChanges;

	// counted once it can be seen; written under "writing"
	private volatile long registrations;

	// what has been found about checks; written under "writing"
	private volatile Map<String, Diagnosis> diagnoses = Map.of();

	/**
	 * A monitor without checks.
	 * @param listeners are notified, in this order, of every result and transition once
	 * it is published, under the writers' lock; must return at once. What one throws is
	 * logged by whoever publishes
	 */
	public CheckMonitor(StateTransitionListener... listeners) {
		this(List.of(listeners));
	}

	CheckMonitor(List<StateTransitionListener> listeners) {
		this.listeners = new NotifiedListeners(listeners);
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
	 * were stays what it is, results that have come since only confirm their states.
	 * @return the number
	 */
	public long stateChanges() {
		return this.stateChanges;
	}

	/**
	 * How often a check has been added or removed. As long as the number that was read
	 * before the snapshots were stays what it is, there are the same checks.
	 * @return the number
	 */
	public long registrations() {
		return this.registrations;
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

	/**
	 * What a connection beside the client of the application has shown about a check.
	 * @param check the check's name
	 * @return the diagnosis, or {@code null} if there is none
	 */
	public @Nullable Diagnosis diagnosis(String check) {
		return this.diagnoses.get(check);
	}

	/**
	 * Publish what has been found about a check, and notify the listeners if that is
	 * something else than before.
	 * @param check the check's name; does nothing if no such check is registered
	 * @param diagnosis the diagnosis, or {@code null} if nothing is wrong (any more)
	 * @param at when that was found
	 */
	public void diagnose(String check, @Nullable Diagnosis diagnosis, Instant at) {
		synchronized (this.writing) {
			if (!this.snapshots.containsKey(check)) {
				return;
			}
			Diagnosis before = this.diagnoses.get(check);
			keep(check, diagnosis);
			if (((before != null) ? before.finding() : null) != ((diagnosis != null) ? diagnosis.finding() : null)) {
				this.listeners.deliver(check, before, diagnosis, at);
			}
		}
	}

	private void keep(String check, @Nullable Diagnosis diagnosis) {
		Map<String, Diagnosis> next = new HashMap<>(this.diagnoses);
		next.remove(check);
		if (diagnosis != null) {
			next.put(check, diagnosis);
		}
		this.diagnoses = Map.copyOf(next);
	}

	void add(CheckSnapshot initial) {
		synchronized (this.writing) {
			if (this.snapshots.containsKey(initial.name())) {
				throw new IllegalStateException("A check named '%s' is registered already".formatted(initial.name()));
			}
			List<CheckSnapshot> next = new ArrayList<>(this.snapshots.values());
			next.add(initial);
			this.expected.add(initial.name(), initial.knownAt());
			this.snapshots = SnapshotTable.of(next);
			this.stateChanges++;
			this.registrations++;
		}
	}

	void remove(String name) {
		synchronized (this.writing) {
			keep(name, null);
			this.snapshots = SnapshotTable
				.of(this.snapshots.values().stream().filter((check) -> !check.name().equals(name)).toList());
			this.expected.remove(name);
			this.stateChanges++;
			this.registrations++;
		}
	}

	/**
	 * Say when a check runs next. Takes no memory.
	 */
	void expectRun(String name, long at) {
		this.expected.expect(name, at);
	}

	/**
	 * How long it is until a check runs next.
	 * @param name the check's name
	 * @param now reading of the ticker
	 * @return the time; zero if a run is due or under way; {@code null} if no such check
	 * is registered
	 */
	public @Nullable Duration untilNextRun(String name, long now) {
		return this.expected.until(name, now);
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
			this.listeners.deliver(before, after);
		}
	}

	/**
	 * Return and forget the last exception of a listener.
	 */
	@Nullable Throwable takeFailure() {
		return this.listeners.takeFailure();
	}

	/**
	 * Wait until the listeners have been notified of everything that can be read now,
	 * which takes a moment at most. For callers that report changes themselves, so that
	 * they do not report them before the listeners do.
	 */
	public void settle() {
		synchronized (this.writing) {
			// a writer holds the lock until it has told
		}
	}

}
