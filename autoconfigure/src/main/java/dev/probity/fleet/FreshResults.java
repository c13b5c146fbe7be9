package dev.probity.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckSnapshot.LastRun;
import dev.probity.engine.CheckMonitor;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Has checks run now, for whoever asks: all who ask at the same time wait for one run,
 * and what was found a moment ago is good for all. Runs are those of the engine, and
 * count there like any other. Used by the fleet's thread alone.
 */
final class FreshResults {

	/** How old a result may be that is good for peers. */
	static final Duration FOR_PEERS = Duration.ofSeconds(1);

	/**
	 * How old a result of this instance may be that is compared with what its peers find
	 * now: one that has just confirmed a failure.
	 */
	static final Duration FOR_COMPARISON = Duration.ofMillis(250);

	/** How long a run is waited for beyond its timeout. */
	static final Duration MARGIN = Duration.ofMillis(250);

	private static final Duration POLL_EVERY = Duration.ofMillis(20);

	private final CheckMonitor monitor;

	private final BiConsumer<String, Duration> hasten;

	private final Duration fresh;

	private final BiConsumer<Duration, Runnable> later;

	private final Ticker ticker;

	private final InstantSource clock;

	private final Map<String, AwaitedRun> underWay = new HashMap<>();

	/**
	 * Results of the checks of an engine.
	 * @param monitor knows what has been found
	 * @param hasten has a check run, at most once in the given time
	 * @param fresh how old a result may be, and how often a run is begun at most
	 * @param later runs something later, on the fleet's thread
	 * @param ticker for how long a run is waited for
	 * @param clock for how old a result is
	 */
	FreshResults(CheckMonitor monitor, BiConsumer<String, Duration> hasten, Duration fresh,
			BiConsumer<Duration, Runnable> later, Ticker ticker, InstantSource clock) {
		this.monitor = monitor;
		this.hasten = hasten;
		this.fresh = fresh;
		this.later = later;
		this.ticker = ticker;
		this.clock = clock;
	}

	/**
	 * Have a check run, unless its result is fresh.
	 * @param then gets what is found, within the timeout of the check
	 */
	void ask(String check, Consumer<Opinion> then) {
		CheckSnapshot snapshot = this.monitor.snapshot(check);
		LastRun last = (snapshot != null) ? snapshot.lastRun() : null;
		if (snapshot == null || last == null || snapshot.kind() != CheckKind.DEPENDENCY) {
			then.accept(Opinion.NONE);
			return;
		}
		if (isFresh(last)) {
			then.accept(opinion(last.result()));
			return;
		}
		AwaitedRun run = this.underWay.get(check);
		if (run == null || isLost(run)) {
			run = new AwaitedRun(last, this.ticker.read() + snapshot.policy().timeout().plus(MARGIN).toNanos(),
					new ArrayList<>());
			this.underWay.put(check, run);
			this.hasten.accept(check, this.fresh);
			askAgain(check, run);
		}
		run.waiting().add(then);
	}

	/**
	 * Nobody awaits it any more: there was no memory for it, say.
	 */
	private boolean isLost(AwaitedRun run) {
		return this.ticker.read() - run.until() > FOR_PEERS.toNanos();
	}

	/**
	 * By the wall clock, which may have been set meanwhile, forward or back.
	 */
	private boolean isFresh(LastRun last) {
		return Duration.between(last.at(), this.clock.instant()).abs().compareTo(this.fresh) < 0;
	}

	private void askAgain(String check, AwaitedRun run) {
		this.later.accept(POLL_EVERY, () -> {
			CheckSnapshot snapshot = this.monitor.snapshot(check);
			Opinion found = found(snapshot, run);
			if (found == null) {
				askAgain(check, run);
				return;
			}
			this.underWay.remove(check);
			run.waiting().forEach((waiting) -> waiting.accept(found));
		});
	}

	/**
	 * What a run has come to.
	 * @return {@code null} if it is not at its end yet
	 */
	private @Nullable Opinion found(@Nullable CheckSnapshot snapshot, AwaitedRun run) {
		LastRun last = (snapshot != null) ? snapshot.lastRun() : null;
		if (snapshot == null || last == null) {
			return Opinion.NONE;
		}
		if (last != run.before()) {
			return opinion(last.result());
		}
		if (this.ticker.read() - run.until() < 0) {
			return null;
		}
		// the run that is inside has exceeded its time already, and counts again only
		// after the retry interval
		return (last.result() instanceof CheckResult.TimedOut) ? Opinion.FAILING : Opinion.NONE;
	}

	private static Opinion opinion(CheckResult result) {
		if (result instanceof CheckResult.Passed || result instanceof CheckResult.Degraded) {
			return Opinion.PASSING;
		}
		return (result instanceof CheckResult.Failed || result instanceof CheckResult.TimedOut) ? Opinion.FAILING
				: Opinion.NONE;
	}

	/**
	 * A run that is awaited.
	 *
	 * @param before what was known when it began
	 * @param until reading of the ticker at which it is over
	 * @param waiting who waits for it
	 */
	private record AwaitedRun(LastRun before, long until, List<Consumer<Opinion>> waiting) {

	}

}
