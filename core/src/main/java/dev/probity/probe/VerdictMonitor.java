package dev.probity.probe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.check.Ticker;
import dev.probity.probe.VerdictReason.Cause;

/**
 * Notifies listeners when the verdict of a probe changes, whether or not the probe is
 * requested. Its driver calls {@link #look()} after everything that may have changed a
 * verdict and about once a second, since a result becomes stale by itself. The driver
 * must not be the scheduler thread, which may have died. A verdict that did not last
 * until the next call is not reported.
 *
 * @since 0.1.0
 */
public final class VerdictMonitor {

	private static final Logger logger = System.getLogger(VerdictMonitor.class.getName());

	private final Probes probes;

	private final Ticker ticker;

	private final InstantSource clock;

	private final List<VerdictChangeListener> listeners;

	// written only by whoever looks
	private final Map<String, Standing> standings = new ConcurrentHashMap<>();

	private Sight sight = Sight.CLEAR;

	/**
	 * Create a monitor. Until the first look, the verdict of every probe is taken to be
	 * that of an instance that is starting and has no checks.
	 * @param probes the probes
	 * @param ticker for how long a status lasts
	 * @param clock time for display
	 * @param listeners the listeners, in the order in which they are notified
	 */
	public VerdictMonitor(Probes probes, Ticker ticker, InstantSource clock,
			List<? extends VerdictChangeListener> listeners) {
		this.probes = probes;
		this.ticker = ticker;
		this.clock = clock;
		this.listeners = List.copyOf(listeners);
		long now = ticker.read();
		Instant at = clock.instant();
		for (Probe probe : probes.all()) {
			ProbeVerdict initial = ProbeEvaluator.evaluate(probe, List.of(),
					new LoadShedLimit((check) -> new LoadTerms(Duration.ZERO, Duration.ZERO), 0),
					InstanceState.initial(), List.of(), new Moment(now));
			this.standings.put(probe.name(), new Standing(initial, now, at));
		}
	}

	/**
	 * Evaluate every probe and find what has changed since the last call. To be called by
	 * one thread at a time.
	 * @return the task that notifies the listeners; to be run after the transitions of
	 * checks, which are the cause, have been reported
	 */
	public Runnable look() {
		List<VerdictChange> changes = new ArrayList<>();
		try {
			this.probes.all().forEach((probe) -> look(probe, changes));
			this.sight = Sight.CLEAR;
		}
		catch (Throwable ex) {
			// said once, not at every look
			if (this.sight == Sight.CLEAR) {
				this.sight = Sight.OBSCURED;
				logger.log(Level.WARNING,
						"Could not evaluate the probes; their changes are not reported until this succeeds", ex);
			}
		}
		if (!changes.isEmpty()) {
			this.probes.settle();
		}
		return () -> changes.forEach(this::tell);
	}

	private void look(Probe probe, List<VerdictChange> changes) {
		ProbeVerdict after = this.probes.look(probe);
		Standing standing = this.standings.get(probe.name());
		if (standing == null || standing.verdict().equals(after) || isOnlyResuming(after)) {
			return;
		}
		long now = this.ticker.read();
		VerdictChange change = new VerdictChange(probe, standing.verdict(), after,
				Duration.ofNanos(now - standing.sinceTick()), this.clock.instant());
		Standing next = switch (change.extent()) {
			case STATUS -> new Standing(after, now, change.at());
			case REASONS -> new Standing(after, standing.sinceTick(), standing.since());
		};
		// first: what is lost for want of memory is seen by the next look
		changes.add(change);
		this.standings.put(probe.name(), next);
	}

	/**
	 * A pause is no change: what comes of it is seen in a moment.
	 */
	private static boolean isOnlyResuming(ProbeVerdict verdict) {
		return !verdict.reasons().isEmpty()
				&& verdict.reasons().stream().allMatch((reason) -> reason.cause() == Cause.RESUMING);
	}

	private void tell(VerdictChange change) {
		this.listeners.forEach((listener) -> tell(listener, change));
	}

	private static void tell(VerdictChangeListener listener, VerdictChange change) {
		try {
			listener.onChange(change);
		}
		catch (Throwable ex) {
			logger.log(Level.WARNING,
					"A listener threw an exception on a change of probe '%s'".formatted(change.probe().name()), ex);
		}
		finally {
			// an interrupt that a listener has left behind is not meant for the next one
			Thread.interrupted();
		}
	}

	/**
	 * Since when the status of a verdict lasts. Thread-safe, and takes no lock.
	 * @param verdict a verdict of now
	 * @return when the status was first seen, on the wall clock; the current time before
	 * the first evaluation
	 */
	public Instant since(ProbeVerdict verdict) {
		Standing standing = this.standings.get(verdict.probe());
		return (standing != null && standing.verdict().status() == verdict.status()) ? standing.since()
				: this.clock.instant();
	}

	/**
	 * A verdict, and since when its status has been what it is.
	 */
	private record Standing(ProbeVerdict verdict, long sinceTick, Instant since) {

	}

	private enum Sight {

		CLEAR, OBSCURED

	}

}
