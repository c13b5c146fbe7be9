package dev.probity.lifecycle;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The thread that evaluates one startup condition while the instance is starting.
 */
final class ConditionThread {

	private static final long SHORTEST_PAUSE = Duration.ofMillis(20).toNanos();

	private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

	// so that one that takes its time does not use up a processor
	private static final int PAUSE_PER_WORK = 4;

	private final WatchedCondition condition;

	private final Instance instance;

	private final Ticker ticker;

	// both written under "this"
	private volatile @Nullable Thread thread;

	private volatile Wish wish = Wish.REST;

	private volatile boolean asking;

	private volatile boolean called;

	ConditionThread(WatchedCondition condition, Instance instance, Ticker ticker) {
		this.condition = condition;
		this.instance = instance;
		this.ticker = ticker;
	}

	boolean watches(StartupCondition condition) {
		return this.condition == condition;
	}

	/**
	 * Begin to ask. One that is still inside from before goes on when it comes back.
	 */
	synchronized void begin() {
		if (this.wish == Wish.NONE) {
			return;
		}
		this.wish = Wish.ASK;
		if (this.thread == null && isStarting()) {
			Thread next = new Thread(this::run, "probity-condition-" + this.condition.name());
			next.setDaemon(true);
			next.start();
			this.thread = next;
		}
	}

	void end() {
		end(Wish.REST);
	}

	/**
	 * Never ask again.
	 */
	void leave() {
		end(Wish.NONE);
	}

	private synchronized void end(Wish wish) {
		this.wish = (this.wish == Wish.NONE) ? Wish.NONE : wish;
		Thread running = this.thread;
		if (running == null) {
			return;
		}
		LockSupport.unpark(running);
		if (this.asking) {
			// closes a channel that the thread may be inside, which may block
			Thread interrupter = new Thread(running::interrupt, "probity-condition-end");
			interrupter.setDaemon(true);
			interrupter.start();
		}
	}

	void evaluate() {
		this.condition.evaluate(this.thread);
	}

	private void run() {
		inside(() -> this.condition.meet(this::call));
		while (goesOn()) {
			this.called = false;
			long begin = this.ticker.read();
			inside(this::ask);
			long taken = this.ticker.read() - begin;
			if (!this.called && this.wish == Wish.ASK) {
				LockSupport.parkNanos(this, Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PAUSE, taken * PAUSE_PER_WORK)));
			}
		}
	}

	private void ask() {
		if (this.condition.ask()) {
			this.instance.stir();
		}
	}

	private void inside(Runnable question) {
		this.asking = true;
		try {
			question.run();
		}
		catch (Throwable ex) {
			// a condition whose failure cannot even be logged is evaluated again
		}
		finally {
			this.asking = false;
			// an interrupt was meant for the condition
			Thread.interrupted();
		}
	}

	private void call() {
		this.called = true;
		LockSupport.unpark(this.thread);
	}

	private synchronized boolean goesOn() {
		boolean wanted = this.wish == Wish.ASK && isStarting();
		if (!wanted) {
			this.thread = null;
		}
		return wanted;
	}

	private boolean isStarting() {
		InstanceState state = this.instance.state();
		return state.startup() == StartupState.PENDING && state.phase() != LifecyclePhase.STOPPED;
	}

	private enum Wish {

		ASK, REST, NONE

	}

}
