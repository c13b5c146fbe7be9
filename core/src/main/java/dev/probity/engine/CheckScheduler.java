package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckRegistration;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Decides when checks run, how long they may take and when their results count. It never
 * runs a check itself: its driver calls {@link #tick()}, which returns at once, and runs
 * have workers. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckScheduler {

	private final CheckMonitor monitor;

	private final RunStarter starter;

	private final Ticker ticker;

	private final InstantSource clock;

	private final RandomGenerator random;

	private final Object lock = new Object();

	private final EndedRuns ended = new EndedRuns();

	private final Interrupts interrupts;

	private final Hints hints;

	// the next five are guarded by "lock"
	private final Schedule schedule = new Schedule();

	private final FirstFailure failure = new FirstFailure();

	private final Attendance attendance;

	private Activity activity = Activity.PAUSED;

	private @Nullable Instant pausedAt;

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
		this(monitor, workers, new RunStarter(workers, ticker), ticker, clock, random);
	}

	CheckScheduler(CheckMonitor monitor, CheckWorkers workers, RunStarter starter, Ticker ticker, InstantSource clock,
			RandomGenerator random) {
		this.monitor = monitor;
		this.starter = starter;
		this.ticker = ticker;
		this.clock = clock;
		this.random = random;
		this.interrupts = new Interrupts(workers);
		this.hints = new Hints(monitor);
		this.attendance = new Attendance(this.schedule, this.ended, this.hints, this.starter, monitor, ticker,
				this.failure);
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
			if (this.schedule.contains(name)) {
				throw new IllegalStateException("A check named '%s' is registered already".formatted(name));
			}
			try {
				CheckSlot slot = new CheckSlot(registration, this.monitor, this.ticker, this.clock, this.random,
						this.interrupts, this.schedule.flightOf(name), () -> this.ended.add(name));
				this.schedule.add(slot, this.ticker.read());
				slot.announce();
			}
			catch (Throwable ex) {
				// all of it or nothing, whatever it is that has failed
				this.schedule.remove(name);
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
			CheckSlot slot = this.schedule.slot(name);
			if (slot == null) {
				return;
			}
			long now = this.ticker.read();
			// the only part that takes memory
			this.monitor.remove(name);
			slot.abandon(now);
			Flight flight = this.schedule.remove(name);
			if (flight != null) {
				flight.interrupt(this.interrupts);
			}
		}
	}

	/**
	 * Have a check run before its turn, unless a run is inside; however often it is asked
	 * for, no more than one run begins in the given time.
	 * <p>
	 * Whoever calls this wants to know now what is true, whatever the state of the check,
	 * as a peer does. A {@link #hint} is no question but a suspicion: of a check that
	 * fails already, or has a failure to confirm, it says nothing new, and it keeps the
	 * distance that the policy of the check wants from its last run.
	 * @param name the check's name; does nothing if there is none of that name
	 * @param spacing how long ago its last run must have begun
	 */
	public void hasten(String name, Duration spacing) {
		synchronized (this.lock) {
			CheckSlot slot = this.schedule.slot(name);
			if (slot == null) {
				return;
			}
			slot.hasten(this.ticker.read(), spacing);
			this.schedule.lookAt(slot, this.ticker.read());
		}
		this.ended.alarm();
	}

	/**
	 * Run a check now, since a call of the application has failed that needs what the
	 * check looks at: not sooner than its retry interval after its last run, and only
	 * while it passes. A hint decides when to look, never what is true. Returns at once,
	 * without a lock, on any thread, however often.
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
			this.starter.expectRuns();
			Duration pause = (this.pausedAt != null) ? Duration.between(this.pausedAt, this.clock.instant())
					: Duration.ZERO;
			this.schedule.slots().forEach((slot) -> this.attendance.resume(slot, now, pause));
		}
		this.ended.alarm();
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
			this.starter.rest();
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
			this.starter.relieve(this.ticker.read());
			if (this.activity == Activity.RUNNING) {
				this.attendance.attend();
			}
			long now = this.ticker.read();
			long untilNext = (this.activity == Activity.RUNNING) ? this.attendance.untilNext(now) : Long.MAX_VALUE;
			long wait = Math.min(untilNext, this.starter.relieve(now));
			return (wait != Long.MAX_VALUE) ? Long.valueOf(wait) : null;
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
