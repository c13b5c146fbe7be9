package dev.probity.probe;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.StateTransitionListener;

/**
 * Limits how long load withdraws readiness. If all instances are overloaded, each one
 * that leaves makes it worse for the others; so they leave at different times, and none
 * for long. Relapses add up: the time is granted anew once a check has not failed for 5
 * minutes, or for as long as that time should it be longer. Thread-safe; asking takes no
 * lock.
 *
 * @since 0.1.0
 */
public final class LoadShedLimit implements StateTransitionListener {

	private static final long EPISODE = Duration.ofMinutes(5).toNanos();

	private final Function<String, LoadTerms> terms;

	private final long seed;

	private final Map<String, Spent> spent = new ConcurrentHashMap<>();

	/**
	 * Guard an instance.
	 * @param terms the terms of a check of load, by its name; always the same for the
	 * same name
	 * @param seed of what is left to chance; another one for each instance
	 */
	public LoadShedLimit(Function<String, LoadTerms> terms, long seed) {
		this.terms = terms;
		this.seed = seed;
	}

	/**
	 * Must be notified by the monitor itself, before any reader can see that the check
	 * fails again.
	 */
	@Override
	public void onTransition(CheckChange transition) {
		CheckSnapshot failing = transition.before();
		if (failing.kind() == CheckKind.LOAD && failing.state() == CheckState.FAILING) {
			long end = transition.after().sinceTick();
			this.spent.put(failing.name(), new Spent(before(failing) + acting(failing, end), end));
		}
	}

	/**
	 * What a required check that fails does.
	 * @param time when
	 */
	LoadEffect effectOf(CheckSnapshot failing, EvaluationTime time) {
		if (failing.kind() != CheckKind.LOAD || failing.state() != CheckState.FAILING) {
			return LoadEffect.ACTING;
		}
		long left = granted(failing) - before(failing);
		long from = failing.sinceTick() + delay(failing);
		if (left <= 0 || !time.isBefore(from + left)) {
			return LoadEffect.FAILED_OPEN;
		}
		return time.isBefore(from) ? LoadEffect.DEFERRED : LoadEffect.ACTING;
	}

	private long before(CheckSnapshot failing) {
		Spent before = this.spent.get(failing.name());
		boolean relapse = before != null && failing.sinceTick() - before.until() < Math.max(EPISODE, granted(failing));
		return (before != null && relapse) ? before.nanos() : 0;
	}

	private long acting(CheckSnapshot failing, long now) {
		return Math.max(0, now - failing.sinceTick() - delay(failing));
	}

	private long delay(CheckSnapshot failing) {
		long longest = this.terms.apply(failing.name()).stagger().toNanos();
		return (longest == 0) ? 0
				: new SplittableRandom(this.seed ^ failing.sinceTick() ^ failing.name().hashCode()).nextLong(longest);
	}

	private long granted(CheckSnapshot check) {
		return this.terms.apply(check.name()).failOpenAfter().toNanos();
	}

	/**
	 * What a check has had of its time until it passed again.
	 */
	private record Spent(long nanos, long until) {

	}

}
