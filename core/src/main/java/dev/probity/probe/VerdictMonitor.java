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

import dev.probity.check.Guarded;
import dev.probity.check.Ticker;
import dev.probity.probe.VerdictReason.Cause;

/**
 * Sees when the verdict of a probe changes although nobody asks the probe: whoever drives
 * it calls {@link #look()} after everything that may have changed one, and every now and
 * then, since an old answer goes stale by itself. Not the thread that runs the checks,
 * which may be what has died. A verdict that did not last until somebody looked is not
 * told.
 *
 * @since 0.1.0
 */
public final class VerdictMonitor {

	private static final Logger logger = System.getLogger(VerdictMonitor.class.getName());

	private static final Guarded guarded = new Guarded((failure, thrown) -> logger.log(Level.WARNING, failure, thrown));

	private final Probes probes;

	private final Ticker ticker;

	private final InstantSource clock;

	private final List<VerdictChangeListener> listeners;

	// written only by whoever looks
	private final Map<String, Standing> standings = new ConcurrentHashMap<>();

	private Sight sight = Sight.CLEAR;

	/**
	 * A monitor that takes every probe to have said until the first look what it says of
	 * an instance that is starting and has no checks.
	 * @param probes the probes
	 * @param ticker for how long a status lasts
	 * @param clock time for display
	 * @param listeners the listeners, in the order in which they are told
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
	 * Look at every probe for what has changed since the last look. To be called by one
	 * thread at a time.
	 * @return what tells the listeners; to be run after what checks have to tell, which
	 * is the cause
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
				guarded.report(() -> "A probe cannot be looked at, and its changes are not told meanwhile", ex);
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
		guarded.each(this.listeners, (listener) -> listener.onChange(change),
				() -> "A listener failed on the change of probe '%s'".formatted(change.probe().name()));
	}

	/**
	 * Since when a probe has had the status of its verdict. Thread-safe, and takes no
	 * lock.
	 * @param verdict a verdict of now
	 * @return when the status was first seen, on the wall clock; now, if nobody has
	 * looked yet
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
