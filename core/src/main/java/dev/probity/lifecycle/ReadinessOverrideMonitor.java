package dev.probity.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import dev.probity.check.Guarded;
import dev.probity.lifecycle.ReadinessControl.Untold;

/**
 * Notifies listeners of overrides of readiness and of their expiry. Its driver calls
 * {@link #evaluate()} about once a second, and soon after the instance has changed.
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
	 * @param control the source of the overrides
	 * @param listeners the listeners, in the order in which they are notified
	 */
	public ReadinessOverrideMonitor(ReadinessControl control, List<? extends ReadinessOverrideListener> listeners) {
		this.control = control;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Find the overrides that were set or have ended since the last call. Up to 256
	 * changes wait for it.
	 * @return the task that notifies the listeners
	 */
	public Runnable evaluate() {
		Untold untold = this.control.takeUntold();
		return () -> {
			untold.changes().forEach(this::deliver);
			if (untold.lost() > 0) {
				guarded.report(() -> "Dropped %d changes of the readiness override: a listener is too slow"
					.formatted(untold.lost()), null);
			}
		};
	}

	private void deliver(ReadinessOverrideChange change) {
		guarded.each(this.listeners, (listener) -> listener.onChange(change),
				() -> "A listener threw an exception on a change of the readiness override");
	}

}
