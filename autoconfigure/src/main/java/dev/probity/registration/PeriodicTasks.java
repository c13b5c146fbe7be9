package dev.probity.registration;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What is looked for periodically, by all application contexts that there are now.
 * Thread-safe.
 */
public final class PeriodicTasks {

	private final List<PeriodicTask> all = new CopyOnWriteArrayList<>();

	/**
	 * Those of all contexts.
	 * @return the tasks, which come and go with their contexts
	 */
	public Collection<PeriodicTask> all() {
		return this.all;
	}

	void add(Collection<PeriodicTask> tasks) {
		this.all.addAll(tasks);
	}

	void remove(Collection<PeriodicTask> tasks) {
		this.all.removeAll(tasks);
	}

}
