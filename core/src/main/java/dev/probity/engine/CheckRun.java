package dev.probity.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.check.CheckResult;
import dev.probity.check.HealthCheck;
import dev.probity.check.RunLimit;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One run of a check on its worker. The scheduler reads its progress. Whatever the check
 * does, the run reports its end, unless the check never returns.
 */
final class CheckRun implements Runnable {

	// made ahead: describing an error can itself run out of memory or stack
	private static final CheckResult INDESCRIBABLE = new CheckResult.Failed(
			"the check failed with an exception that cannot be described", Map.of());

	private static final CheckResult LOST = CheckResult
		.inconclusive("the run was aborted, most likely because memory ran out");

	private static final CheckResult NOT_WANTED = CheckResult
		.inconclusive("the check was removed before its run began");

	private final HealthCheck check;

	private final Ticker ticker;

	private final InstantSource clock;

	private final Runnable ended;

	private final RunLimit limit;

	// made while there is memory, for a worker that has none left
	private final CompletedRun lost;

	// guarded by this run: its thread is another run's as soon as it ends
	private @Nullable Thread worker;

	private volatile boolean wanted = true;

	private final AtomicBoolean interruptWanted = new AtomicBoolean();

	private volatile long besideFrom;

	private volatile @Nullable Long enteredAt;

	private volatile @Nullable CompletedRun completed;

	CheckRun(HealthCheck check, Duration limit, Ticker ticker, InstantSource clock, Runnable ended) {
		this.check = check;
		this.limit = new RunLimit(limit);
		this.ticker = ticker;
		this.clock = clock;
		this.ended = ended;
		long now = ticker.read();
		this.lost = new CompletedRun(LOST, now, now, clock.instant());
	}

	@Override
	public void run() {
		CompletedRun run = this.lost;
		try {
			run = evaluate();
		}
		catch (Throwable ex) {
			// whatever happens, a run that is over must not look as if it were inside
		}
		leave();
		this.completed = run;
		this.ended.run();
	}

	private CompletedRun evaluate() {
		boolean wanted = enter();
		long entered = this.ticker.read();
		this.enteredAt = entered;
		CheckResult result = wanted ? runCheck() : NOT_WANTED;
		leave();
		return new CompletedRun(result, entered, this.ticker.read(), this.clock.instant());
	}

	private synchronized boolean enter() {
		this.worker = Thread.currentThread();
		return this.wanted;
	}

	/**
	 * From now on nobody interrupts the thread, and an interrupt that has come is over.
	 */
	private synchronized void leave() {
		this.worker = null;
		Thread.interrupted();
	}

	private CheckResult runCheck() {
		try {
			CheckResult result = this.limit.apply(this.check);
			return (result != null) ? result : CheckResult.failed("the check returned null");
		}
		catch (Throwable ex) {
			try {
				return CheckResult.failed(ex);
			}
			catch (Throwable indescribable) {
				return INDESCRIBABLE;
			}
		}
	}

	/**
	 * When the check was entered.
	 * @return the reading of the ticker, or {@code null} while the worker has not come to
	 * it
	 */
	@Nullable Long enteredAt() {
		Long entered = this.enteredAt;
		CompletedRun run = this.completed;
		return (entered == null && run != null) ? Long.valueOf(run.startedAt()) : entered;
	}

	@Nullable CompletedRun completed() {
		return this.completed;
	}

	boolean isInside() {
		return this.completed == null;
	}

	/**
	 * How long it may take.
	 */
	Duration limit() {
		return this.limit.time();
	}

	/**
	 * Its time is over: what only waits for an answer from elsewhere waits no more.
	 */
	void timeIsOver() {
		this.limit.pass();
	}

	/**
	 * Nobody waits for it any more.
	 * @param besideFrom from when on another may begin beside it
	 */
	void leaveBehind(long besideFrom) {
		this.besideFrom = besideFrom;
		timeIsOver();
	}

	long besideFrom() {
		return this.besideFrom;
	}

	/**
	 * Want the check interrupted, or not even entered.
	 * @return whether an interrupt has to be delivered that is not under way already
	 */
	boolean wantInterrupt() {
		this.wanted = false;
		return this.interruptWanted.compareAndSet(false, true);
	}

	void takeInterrupt() {
		this.interruptWanted.set(false);
	}

	/**
	 * Interrupt the check if it is inside. May run somebody's code, and block.
	 */
	synchronized void interrupt() {
		takeInterrupt();
		Thread running = this.worker;
		if (running != null) {
			running.interrupt();
		}
	}

}
