package dev.probity.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import dev.probity.time.Ticker;

/**
 * A dependency check that answers what it was told, or hangs until it is told.
 */
final class ScriptedCheck implements DependencyCheck {

	private final Ticker ticker;

	private final List<Long> entered = new ArrayList<>();

	private HealthCheck answer = (DependencyCheck) CheckResult::passed;

	private boolean hanging;

	// the oldest first
	private final Deque<Coroutine> inside = new ArrayDeque<>();

	private boolean interrupted;

	ScriptedCheck(Ticker ticker) {
		this.ticker = ticker;
	}

	ScriptedCheck answers(CheckResult result) {
		return does(() -> result);
	}

	ScriptedCheck does(DependencyCheck answer) {
		this.hanging = false;
		this.answer = answer;
		return this;
	}

	ScriptedCheck hangs() {
		this.hanging = true;
		return this;
	}

	/**
	 * Let the run go that hangs, the latest of them; it answers what the check was told
	 * last.
	 */
	void letGo() {
		this.hanging = false;
		this.inside.removeLast().resume();
	}

	/**
	 * Let the run go that hangs for the longest time.
	 */
	void letGoOldest() {
		this.inside.removeFirst().resume();
	}

	/**
	 * How many runs hang.
	 */
	int inside() {
		return this.inside.size();
	}

	void letGo(CheckResult result) {
		answers(result);
		letGo();
	}

	@Override
	public CheckResult check() throws Exception {
		this.entered.add(this.ticker.read());
		if (this.hanging) {
			this.inside.add(Coroutine.current());
			Coroutine.stop();
			this.interrupted = Thread.currentThread().isInterrupted();
		}
		return this.answer.check();
	}

	/**
	 * When each run entered.
	 */
	List<Long> entered() {
		return this.entered;
	}

	boolean wasInterrupted() {
		return this.interrupted;
	}

}
