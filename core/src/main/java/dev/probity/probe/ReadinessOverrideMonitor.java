package dev.probity.probe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

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
				logger.log(Level.WARNING, "Listeners were too slow, and are not told of {0} changes of an override",
						untold.lost());
			}
		};
	}

	private void tell(ReadinessOverrideChange change) {
		this.listeners.forEach((listener) -> tell(listener, change));
	}

	private static void tell(ReadinessOverrideListener listener, ReadinessOverrideChange change) {
		try {
			listener.onChange(change);
		}
		catch (Throwable ex) {
			logger.log(Level.WARNING, "A listener failed on a change of an override of readiness", ex);
		}
		finally {
			// an interrupt that a listener has left behind is not meant for the next one
			Thread.interrupted();
		}
	}

}
