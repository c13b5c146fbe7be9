package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckRegistration;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Decides when checks run, how long they may take and when their results count. It never
 * runs a check itself: its driver calls {@link #tick()}, which returns at once, and each
 * run has a dedicated worker. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckScheduler {

	private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

	private final CheckMonitor monitor;

	private final CheckWorkers workers;

	private final Ticker ticker;

	private final InstantSource clock;

	private final RandomGenerator random;

	private final Object lock = new Object();

	private final EndedRuns ended = new EndedRuns();

	private final Interrupts interrupts;

	private final Hints hints;

	// the next five are guarded by "lock"
	private final Map<String, CheckSlot> slots = new LinkedHashMap<>();

	private final Agenda agenda = new Agenda();

	private final Flights flights = new Flights();

	private Activity activity = Activity.PAUSED;

	private final FirstFailure failure = new FirstFailure();

	private @Nullable Instant pausedAt;

	private final CommonRuns commonRuns = new CommonRuns();

	/**
	 * A scheduler that is paused and has no checks.
	 * @param monitor gets the snapshots
	 * @param workers run the checks
	 * @param ticker time for ages, timeouts and due times
	 * @param clock time for display
	 * @param random for jitter
	 */
	public CheckScheduler(CheckMonitor monitor, CheckWorkers workers, Ticker ticker, InstantSource clock,
			RandomGenerator random) {
		this.monitor = monitor;
		this.workers = workers;
		this.ticker = ticker;
		this.clock = clock;
		this.random = random;
		this.interrupts = new Interrupts(workers);
		this.hints = new Hints(monitor);
	}

	/**
	 * Register the alarm that wakes the driver if {@link #tick()} must be called earlier
	 * than it asked for.
	 * @param alarm is called on any thread and must return at once
	 */
	void onAlarm(Runnable alarm) {
		this.ended.onAlarm(alarm);
	}

	/**
	 * Register a check; its first run comes at once, or when the scheduler is resumed.
	 * @param registration the check
	 * @throws IllegalStateException if a check of that name is registered already
	 */
	public void register(CheckRegistration registration) {
		synchronized (this.lock) {
			String name = registration.name();
			if (this.slots.containsKey(name)) {
				throw new IllegalStateException("A check named '%s' is registered already".formatted(name));
			}
			try {
				CheckSlot slot = new CheckSlot(registration, this.monitor, this.ticker, this.clock, this.random,
						this.interrupts, this.flights.of(name), () -> this.ended.add(name));
				this.slots.put(name, slot);
				this.agenda.put(name, this.ticker.read());
				slot.announce();
			}
			catch (Throwable ex) {
				// all of it or nothing, whatever it is that has failed
				forget(name);
				throw ex;
			}
		}
		this.ended.alarm();
	}

	/**
	 * Remove a check, and have its run interrupted. If it is registered again while that
	 * run is still inside, the next one waits for it as for one that is stuck.
	 * @param name the check's name; does nothing if there is none of that name
	 */
	public void unregister(String name) {
		synchronized (this.lock) {
			CheckSlot slot = this.slots.get(name);
			if (slot == null) {
				return;
			}
			long now = this.ticker.read();
			// the only part that takes memory
			this.monitor.remove(name);
			slot.abandon(now);
			Flight flight = forget(name);
			if (flight != null) {
				flight.interrupt(this.interrupts);
			}
		}
	}

	/**
	 * Have a check run before its turn, unless a run is inside; however often it is asked
	 * for, no more than one run begins in the given time.
	 * @param name the check's name; does nothing if there is none of that name
	 * @param spacing how long ago its last run must have begun
	 */
	public void hasten(String name, Duration spacing) {
		synchronized (this.lock) {
			CheckSlot slot = this.slots.get(name);
			if (slot == null) {
				return;
			}
			slot.hasten(this.ticker.read(), spacing);
			this.agenda.put(name, this.ticker.read());
		}
		this.ended.alarm();
	}

	private @Nullable Flight forget(String name) {
		this.slots.remove(name);
		this.agenda.remove(name);
		return this.flights.forget(name);
	}

	/**
	 * Run a check now, since a call of the application has failed that needs what the
	 * check looks at: not sooner than its retry interval after its last run, and only
	 * while it passes. A hint decides when to look, never what is true. Returns at once;
	 * on any thread, however often.
	 * @param name the check's name; does nothing if there is none of that name
	 */
	public void hint(String name) {
		if (this.hints.give(name)) {
			this.ended.add(name);
		}
	}

	/**
	 * Begin to run checks, or go on after a pause: each runs at once. Results from before
	 * the pause stay valid unless they have become stale, by the ticker or by the wall
	 * clock: the ticker may stand still while the process is suspended.
	 */
	public void resume() {
		synchronized (this.lock) {
			if (this.activity == Activity.RUNNING) {
				return;
			}
			long now = this.ticker.read();
			this.activity = Activity.RUNNING;
			Duration pause = (this.pausedAt != null) ? Duration.between(this.pausedAt, this.clock.instant())
					: Duration.ZERO;
			this.slots.forEach((name, slot) -> resume(slot, now, pause));
		}
		this.ended.alarm();
	}

	private void resume(CheckSlot slot, long now, Duration pause) {
		this.agenda.put(slot.name(), now);
		try {
			slot.resume(now, pause);
		}
		catch (Throwable ex) {
			// its snapshot stays, becomes stale, and the check is due at once
			this.failure.note(ex);
		}
	}

	/**
	 * Start no more runs and count no more results, not even later those of runs that are
	 * inside. The snapshots stay, and grow stale.
	 */
	public void pause() {
		synchronized (this.lock) {
			if (this.activity == Activity.RUNNING) {
				this.pausedAt = this.clock.instant();
			}
			this.activity = Activity.PAUSED;
		}
	}

	/**
	 * Do what is due: count results and deadlines, start runs. Takes no time worth
	 * mentioning. For its driver, a {@link SchedulerThread}; whoever moves time by hand
	 * may call it as well.
	 * @return nanoseconds until something is due again, or {@code null} if only an event
	 * can bring it on
	 */
	public @Nullable Long tick() {
		synchronized (this.lock) {
			this.interrupts.begin();
			if (this.activity == Activity.PAUSED) {
				return null;
			}
			long now = this.ticker.read();
			// as many as there are now: with workers that work on the spot it never ends
			for (int left = this.ended.size(); left > 0; left--) {
				attend(this.ended.next(), now);
			}
			for (String due = this.agenda.due(now); due != null; due = this.agenda.due(now)) {
				this.commonRuns.with(this.slots.get(due), now, this.slots.values(),
						(name) -> this.agenda.put(name, this.ticker.read()));
				attend(due, now);
				now = this.ticker.read();
			}
			return this.ended.isEmpty() ? this.agenda.untilNext(this.ticker.read()) : Long.valueOf(0);
		}
	}

	/**
	 * Look at a check. It is put off before anything else: whatever fails with one check,
	 * it comes again, and the others do not wait.
	 */
	private void attend(@Nullable String check, long now) {
		if (check == null) {
			return;
		}
		boolean hinted = this.hints.take(check);
		CheckSlot slot = this.slots.get(check);
		if (slot == null) {
			forget(check);
			return;
		}
		if (hinted) {
			slot.hint();
		}
		this.agenda.put(slot.name(), now + LOOK_AGAIN);
		try {
			// read anew: a worker may have ended after the last reading
			slot.observe(this.ticker.read());
			slot.startIfDue(this.ticker.read(), this.workers);
			this.agenda.put(slot.name(), slot.wakeAt(this.ticker.read()));
			this.monitor.expectRun(slot.name(), slot.dueAt());
		}
		catch (Throwable ex) {
			this.failure.note(ex);
		}
	}

	/**
	 * Return and forget the first failure since the last call; what failed is retried.
	 * @return what was thrown, or {@code null} if nothing was
	 */
	@Nullable Throwable takeFailure() {
		synchronized (this.lock) {
			Throwable taken = this.failure.take();
			return (taken != null) ? taken : this.monitor.takeFailure();
		}
	}

	private enum Activity {

		PAUSED, RUNNING

	}

}
