package dev.probity.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Decides when checks run, how long they may take and when their results count. It never
 * runs a check itself: whoever drives it calls {@link #tick()} and gets an answer at
 * once, and each run has a worker of its own. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckScheduler {

	private final CheckMonitor monitor;

	private final CheckWorkers workers;

	private final Ticker ticker;

	private final InstantSource clock;

	private final RandomGenerator random;

	private final Object lock = new Object();

	// names of checks whose run has ended
	private final Queue<String> news = new ConcurrentLinkedQueue<>();

	// the next four are guarded by "lock"
	private final Map<String, CheckSlot> slots = new LinkedHashMap<>();

	private final Agenda agenda = new Agenda();

	private final Map<String, CheckRun> leftBehind = new HashMap<>();

	private Activity activity = Activity.PAUSED;

	private @Nullable Instant pausedAt;

	private volatile Runnable alarm = () -> {
	};

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
	}

	/**
	 * Let the driver be told when something has happened that {@link #tick()} should look
	 * at before the time it asked for.
	 * @param alarm is called on any thread and must return at once
	 */
	void onAlarm(Runnable alarm) {
		this.alarm = alarm;
	}

	/**
	 * Register a check; its first run comes at once, or when the scheduler is resumed.
	 * @param registration the check
	 * @throws IllegalStateException if a check of that name is registered already
	 */
	public void register(CheckRegistration registration) {
		synchronized (this.lock) {
			String name = registration.name();
			CheckSlot slot = new CheckSlot(registration, this.monitor, this.ticker, this.clock, this.random,
					this.leftBehind.get(name), () -> ended(name));
			this.leftBehind.remove(name);
			this.slots.put(name, slot);
			this.agenda.put(name, this.ticker.read());
		}
		this.alarm.run();
	}

	/**
	 * Remove a check and interrupt its run. If it is registered again while that run is
	 * still inside, the next one waits for it.
	 * @param name the check's name; an unknown one is none to be removed
	 */
	public void unregister(String name) {
		synchronized (this.lock) {
			CheckSlot slot = this.slots.remove(name);
			if (slot == null) {
				return;
			}
			this.agenda.remove(name);
			this.monitor.remove(name);
			CheckRun inside = slot.abandon();
			if (inside != null) {
				inside.interrupt();
				this.leftBehind.put(name, inside);
			}
		}
	}

	/**
	 * Begin to run checks, or go on after a pause: each runs at once. What was known of
	 * one before is still known, unless it has grown too old meanwhile, by the ticker or
	 * by the clock: a process that was stopped for a day may not have been told by its
	 * ticker.
	 */
	public void resume() {
		synchronized (this.lock) {
			if (this.activity == Activity.RUNNING) {
				return;
			}
			this.activity = Activity.RUNNING;
			long now = this.ticker.read();
			Duration pause = (this.pausedAt != null) ? Duration.between(this.pausedAt, this.clock.instant())
					: Duration.ZERO;
			this.slots.forEach((name, slot) -> {
				slot.resume(now, pause);
				this.agenda.put(name, now);
			});
		}
		this.alarm.run();
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
	 * mentioning.
	 * @return nanoseconds until something is due again, or {@code null} if only an event
	 * can bring it on
	 */
	@Nullable Long tick() {
		synchronized (this.lock) {
			this.leftBehind.values().removeIf((run) -> !run.isInside());
			if (this.activity == Activity.PAUSED) {
				return null;
			}
			// as many as there are now: with workers that work on the spot it never ends
			for (int left = this.news.size(); left > 0; left--) {
				attend(this.news.poll());
			}
			String due = this.agenda.takeDue(this.ticker.read());
			while (due != null) {
				attend(due);
				due = this.agenda.takeDue(this.ticker.read());
			}
			return this.news.isEmpty() ? this.agenda.untilNext(this.ticker.read()) : Long.valueOf(0);
		}
	}

	private void attend(@Nullable String check) {
		CheckSlot slot = this.slots.get(check);
		if (slot != null) {
			// read anew: a worker may have ended after the last reading
			slot.observe(this.ticker.read());
			slot.startIfDue(this.ticker.read(), this.workers);
			this.agenda.put(slot.name(), slot.wakeAt(this.ticker.read()));
		}
	}

	private void ended(String check) {
		try {
			this.news.add(check);
		}
		catch (OutOfMemoryError ex) {
			// it is looked at in a while anyway
		}
		this.alarm.run();
	}

	private enum Activity {

		PAUSED, RUNNING

	}

}
