package dev.probity.probe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Tells several observers, and keeps what they throw from whoever answers.
 */
final class GuardedObservers implements ProbeObserver {

	private static final Logger logger = System.getLogger(GuardedObservers.class.getName());

	private final ProbeObserver[] observers;

	GuardedObservers(List<? extends ProbeObserver> observers) {
		this.observers = observers.toArray(ProbeObserver[]::new);
	}

	@Override
	public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
		for (ProbeObserver observer : this.observers) {
			try {
				observer.onAnswer(probe, status, request, userAgent);
			}
			catch (Throwable ex) {
				logger.log(Level.WARNING, "An observer failed on an answer of probe '%s'".formatted(probe.name()), ex);
			}
		}
	}

}
