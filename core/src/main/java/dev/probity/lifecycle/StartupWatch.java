package dev.probity.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.time.Ticker;

/**
 * Evaluates the startup conditions of an application, each on a dedicated thread, from
 * {@link #begin()} until the instance is started: one that throws an exception, blocks or
 * is slow does not delay the others. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StartupWatch implements AutoCloseable {

	private final Instance instance;

	private final Ticker ticker;

	private final List<ConditionThread> threads = new CopyOnWriteArrayList<>();

	/**
	 * Create a watch without conditions.
	 * @param instance is notified when a condition has become met
	 * @param ticker for how long a condition has not answered
	 */
	public StartupWatch(Instance instance, Ticker ticker) {
		this.instance = instance;
		this.ticker = ticker;
	}

	/**
	 * Watch a condition.
	 * @param name its name until its description is known
	 * @param condition the condition
	 * @return the condition as last evaluated: may be read at any time; not met until it
	 * has been evaluated
	 */
	public StartupCondition watch(String name, StartupCondition condition) {
		WatchedCondition watched = new WatchedCondition(name, condition, this.ticker);
		this.threads.add(new ConditionThread(watched, this.instance, this.ticker));
		return watched;
	}

	/**
	 * Watch a condition no longer: that of a context that has ended, say. If it is being
	 * evaluated, it is interrupted.
	 * @param watched what {@link #watch} has returned; anything else changes nothing
	 */
	public void leave(StartupCondition watched) {
		for (ConditionThread thread : this.threads) {
			if (thread.watches(watched) && this.threads.remove(thread)) {
				thread.leave();
			}
		}
	}

	/**
	 * Start or resume the evaluation.
	 */
	public void begin() {
		this.threads.forEach(ConditionThread::begin);
	}

	/**
	 * Say once of each condition that has not answered for 10 seconds where its thread
	 * is. To be called every now and then, by one thread at a time.
	 */
	public void evaluate() {
		this.threads.forEach(ConditionThread::evaluate);
	}

	/**
	 * Suspend the evaluation until {@link #begin()}. A condition that is being evaluated
	 * is interrupted.
	 */
	public void end() {
		this.threads.forEach(ConditionThread::end);
	}

	@Override
	public void close() {
		end();
	}

}
