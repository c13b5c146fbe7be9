package dev.probity.probe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import dev.probity.check.Guarded;
import dev.probity.probe.ReadinessControl.Untold;

/**
 * Tells of overrides of readiness, and sees that one has expired although nothing
 * happens: whoever drives it calls {@link #look()} every now and then, and soon after the
 * instance has changed.
 *
 * @since 0.1.0
 */
public final class ReadinessOverrideMonitor {

	private static final Logger logger = System.getLogger(ReadinessOverrideMonitor.class.getName());

	private static final Guarded guarded = new Guarded((failure, thrown) -> logger.log(Level.WARNING, failure, thrown));

	private final ReadinessControl control;

	private final List<ReadinessOverrideListener> listeners;

	/**
	 * Monitor a control.
	 * @param control where overrides are said
	 * @param listeners the listeners, in the order in which they are told
	 */
	public ReadinessOverrideMonitor(ReadinessControl control, List<? extends ReadinessOverrideListener> listeners) {
		this.control = control;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Look for what has been said and what has ended since the last look. Up to 256
	 * changes wait for it.
	 * @return what tells the listeners
	 */
	public Runnable look() {
		Untold untold = this.control.takeUntold();
		return () -> {
			untold.changes().forEach(this::tell);
			if (untold.lost() > 0) {
				guarded.report(() -> "Listeners were too slow, and are not told of %d changes of an override"
					.formatted(untold.lost()), null);
			}
		};
	}

	private void tell(ReadinessOverrideChange change) {
		guarded.each(this.listeners, (listener) -> listener.onChange(change),
				() -> "A listener failed on a change of an override of readiness");
	}

}
