package dev.probity.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Workers that begin when they are told to. A run that hangs stays inside until its
 * {@link ScriptedCheck} lets it go.
 */
final class ManualWorkers implements CheckWorkers {

	private final Deque<Coroutine> waiting = new ArrayDeque<>();

	private final List<String> started = new ArrayList<>();

	private Throwable refusal;

	@Override
	public void start(String check, Runnable run) {
		if (this.refusal != null) {
			ManualWorkers.<RuntimeException>raise(this.refusal);
		}
		this.started.add(check);
		this.waiting.add(new Coroutine(run));
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void raise(Throwable refusal) throws T {
		throw (T) refusal;
	}

	/**
	 * Let all begin that have been started.
	 * @return whether there were any
	 */
	boolean begin() {
		boolean any = !this.waiting.isEmpty();
		while (!this.waiting.isEmpty()) {
			this.waiting.remove().resume();
		}
		return any;
	}

	/**
	 * The names of all checks that were started, in order.
	 */
	List<String> started() {
		return this.started;
	}

	/**
	 * How many runs of the check were started.
	 */
	long started(String check) {
		return this.started.stream().filter(check::equals).count();
	}

	void refuseWith(Throwable refusal) {
		this.refusal = refusal;
	}

	void refuseNoMore() {
		this.refusal = null;
	}

}
