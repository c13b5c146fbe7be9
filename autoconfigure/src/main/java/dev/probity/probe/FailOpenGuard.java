package dev.probity.probe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.StateTransition;
import dev.probity.check.StateTransitionListener;

/**
 * Ends what load does to readiness. Where all instances are overloaded, each that leaves
 * makes it worse for the others; so a check of load may keep the instance from being
 * ready for a limited time only. Relapses add up: the time is granted anew once the check
 * has not failed for as long as that time. Thread-safe; asking takes no lock.
 *
 * @since 0.1.0
 */
public final class FailOpenGuard implements StateTransitionListener {

	private final Function<String, Duration> failOpenAfter;

	private final Map<String, Spent> spent = new ConcurrentHashMap<>();

	/**
	 * Guard an instance.
	 * @param failOpenAfter by the name of a check of load, for how long its failing may
	 * keep the instance from being ready; always says the same of the same name
	 */
	public FailOpenGuard(Function<String, Duration> failOpenAfter) {
		this.failOpenAfter = failOpenAfter;
	}

	/**
	 * To be told before anybody can see that the check fails again: by the monitor
	 * itself.
	 */
	@Override
	public void onTransition(StateTransition transition) {
		CheckSnapshot failing = transition.before();
		if (failing.kind() == CheckKind.LOAD && failing.state() == CheckState.FAILING) {
			long end = transition.after().sinceTick();
			this.spent.put(failing.name(), new Spent(spentBy(failing, end), end));
		}
	}

	/**
	 * Whether a check has had its time.
	 * @param check a check that is required
	 * @param now reading of the ticker
	 */
	boolean isOpen(CheckSnapshot check, long now) {
		return check.kind() == CheckKind.LOAD && check.state() == CheckState.FAILING
				&& spentBy(check, now) >= grantedTo(check);
	}

	private long spentBy(CheckSnapshot failing, long now) {
		Spent before = this.spent.get(failing.name());
		long carried = (before != null && failing.sinceTick() - before.until() < grantedTo(failing)) ? before.nanos()
				: 0;
		return carried + now - failing.sinceTick();
	}

	private long grantedTo(CheckSnapshot check) {
		return this.failOpenAfter.apply(check.name()).toNanos();
	}

	/**
	 * What a check has had of its time until it passed again.
	 */
	private record Spent(long nanos, long until) {

	}

}
