package dev.probity.probe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.check.Ticker;

/**
 * Asks the startup conditions of an application, each on a thread of its own, from when
 * it is told to until the instance has come up: one that throws, blocks or takes its time
 * is in nobody's way. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StartupWatch implements AutoCloseable {

	private final Instance instance;

	private final Ticker ticker;

	private final List<ConditionThread> threads = new CopyOnWriteArrayList<>();

	/**
	 * A watch that watches nothing yet.
	 * @param instance is told when a condition has come to be met
	 * @param ticker for how long a condition has not answered
	 */
	public StartupWatch(Instance instance, Ticker ticker) {
		this.instance = instance;
		this.ticker = ticker;
	}

	/**
	 * Watch a condition.
	 * @param name what it is called as long as it has not said what it is
	 * @param condition the condition
	 * @return the same as it was last seen: may be asked by anybody at any time; not met
	 * until it has been seen to be
	 */
	public StartupCondition watch(String name, StartupCondition condition) {
		WatchedCondition watched = new WatchedCondition(name, condition, this.ticker);
		this.threads.add(new ConditionThread(watched, this.instance, this.ticker));
		return watched;
	}

	/**
	 * Begin to ask, or go on.
	 */
	public void begin() {
		this.threads.forEach(ConditionThread::begin);
	}

	/**
	 * Say once of each condition that has not answered for 10 seconds where its thread
	 * is. To be called every now and then, by one thread at a time.
	 */
	public void look() {
		this.threads.forEach(ConditionThread::look);
	}

	/**
	 * Ask no more until told to go on. A condition that is just being asked is
	 * interrupted.
	 */
	public void end() {
		this.threads.forEach(ConditionThread::end);
	}

	@Override
	public void close() {
		end();
	}

}
