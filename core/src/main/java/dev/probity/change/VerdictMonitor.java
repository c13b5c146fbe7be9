package dev.probity.change;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.probity.change.Standings.Standing;
import dev.probity.check.Guarded;
import dev.probity.lifecycle.InstanceState;
import dev.probity.probe.LoadShedLimit;
import dev.probity.probe.LoadTerms;
import dev.probity.probe.EvaluationTime;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeEvaluator;
import dev.probity.probe.ProbeSentence;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.ShadowVerdict;
import dev.probity.probe.Visibility;
import dev.probity.probe.WithdrawalRule;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Sees when the verdict of a probe changes although nobody asks the probe: whoever drives
 * it calls {@link #evaluate()} after everything that may have changed one, and every now
 * and then, since an old answer goes stale by itself. Not the thread that runs the
 * checks, which may be what has died. A verdict that did not last until somebody looked
 * is not told. A probe that has shadows is watched once more, as it would be if they
 * acted.
 *
 * @since 0.1.0
 */
public final class VerdictMonitor {

	private static final Logger logger = System.getLogger(VerdictMonitor.class.getName());

	private static final Guarded guarded = new Guarded((failure, thrown) -> logger.log(Level.WARNING, failure, thrown));

	private final Probes probes;

	// by the names of the probes, which are watched as well
	private final Map<String, Probe> acting = new LinkedHashMap<>();

	private final InstantSource clock;

	private final List<? extends VerdictChangeListener> listeners;

	private final Standings actual;

	private final Standings shadows;

	private Sight sight = Sight.CLEAR;

	/**
	 * Create a monitor. Until the first look, the verdict of every probe is taken to be
	 * that of an instance that is starting and has no checks.
	 * @param probes the probes
	 * @param shadowed those of them that are also watched as if their shadows acted
	 * @param ticker for how long a status lasts
	 * @param clock time for display
	 * @param listeners the listeners, in the order in which they are notified; read at
	 * each notification, so that they may be found later
	 */
	public VerdictMonitor(Probes probes, Collection<Probe> shadowed, Ticker ticker, InstantSource clock,
			List<? extends VerdictChangeListener> listeners) {
		this.probes = probes;
		this.clock = clock;
		this.listeners = listeners;
		this.actual = new Standings(ticker, clock);
		this.shadows = new Standings(ticker, clock);
		EvaluationTime now = new EvaluationTime(ticker.read());
		for (Probe probe : probes.all()) {
			this.actual.begin(ProbeEvaluator.evaluate(probe, List.of(),
					new LoadShedLimit((check) -> new LoadTerms(Duration.ZERO, Duration.ZERO), 0), WithdrawalRule.ALWAYS,
					InstanceState.initial(), List.of(), now));
		}
		for (Probe probe : shadowed) {
			this.acting.put(probe.name(), probe.withActingShadows());
			this.shadows.begin(ShadowVerdict.none(probe.name()));
		}
		probes.watchedBy(this::lasted);
	}

	private @Nullable Duration lasted(ProbeVerdict verdict) {
		Standing standing = this.actual.of(verdict.probe());
		return (standing != null && standing.verdict().status() == verdict.status()) ? this.actual.lasted(standing)
				: Duration.ZERO;
	}

	/**
	 * Evaluate every probe and find what has changed since the last call. To be called by
	 * one thread at a time.
	 * @return the task that notifies the listeners; to be run after the transitions of
	 * checks, which are the cause, have been reported
	 */
	public Runnable evaluate() {
		List<News> news = new ArrayList<>();
		try {
			this.probes.all().forEach((probe) -> evaluate(probe, news));
			this.sight = Sight.CLEAR;
		}
		catch (Throwable ex) {
			// logged once, not at every evaluation
			if (this.sight == Sight.CLEAR) {
				this.sight = Sight.OBSCURED;
				guarded.report(
						() -> "Could not evaluate the probes; their changes are not reported until this succeeds", ex);
			}
		}
		if (!news.isEmpty()) {
			this.probes.settle();
		}
		return () -> news.forEach((change) -> this.listeners.forEach((listener) -> deliver(listener, change)));
	}

	private void evaluate(Probe probe, List<News> news) {
		ProbeVerdict verdict = this.probes.evaluate(probe);
		this.actual.see(probe, verdict, this::summary,
				(change) -> news.add(new News(change, VerdictChangeListener::onChange)));
		Probe acting = this.acting.get(probe.name());
		if (acting != null) {
			this.shadows.see(probe, ShadowVerdict.added(verdict, this.probes.evaluate(acting)),
					(any, would) -> summary(acting, would),
					(change) -> news.add(new News(change, VerdictChangeListener::onShadowChange)));
		}
	}

	private String summary(Probe probe, ProbeVerdict verdict) {
		return ProbeSentence.of(probe.type(), this.probes.report(probe, verdict), Visibility.DETAILS);
	}

	private static void deliver(VerdictChangeListener listener, News news) {
		guarded.run(() -> news.telling().accept(listener, news.change()),
				() -> "A listener threw an exception on a change of probe '%s'"
					.formatted(news.change().probe().name()));
	}

	/**
	 * Since when the status of a verdict lasts. Thread-safe, and takes no lock.
	 * @param verdict a verdict of now
	 * @return when the status was first seen, on the wall clock; the current time before
	 * the first evaluation
	 */
	public Instant since(ProbeVerdict verdict) {
		Standing standing = this.actual.of(verdict.probe());
		return (standing != null && standing.verdict().status() == verdict.status()) ? standing.since()
				: this.clock.instant();
	}

	/**
	 * The names of the probes that are also watched as if their shadows acted.
	 * @return the names
	 */
	public Set<String> shadowed() {
		return Collections.unmodifiableSet(this.acting.keySet());
	}

	/**
	 * What a probe would say if its shadows acted, as last seen. Thread-safe, and takes
	 * no lock.
	 * @param probe the probe's name
	 * @return what it would say, or {@code null} if it is not one of {@link #shadowed()}
	 */
	public @Nullable ShadowVerdict shadow(String probe) {
		Standing standing = this.shadows.of(probe);
		return (standing != null)
				? new ShadowVerdict(standing.verdict(), standing.since(), this.shadows.failed(standing)) : null;
	}

	/**
	 * A change, and by which method listeners are told.
	 */
	private record News(VerdictChange change, BiConsumer<VerdictChangeListener, VerdictChange> telling) {

	}

	private enum Sight {

		CLEAR, OBSCURED

	}

}
