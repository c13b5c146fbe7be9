package dev.probity.change;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;

/**
 * Notifies several observers, and guards the answer against their exceptions.
 */
final class SafeObservers implements ProbeObserver {

	private static final Logger logger = System.getLogger(SafeObservers.class.getName());

	private final ProbeObserver[] observers;

	// those that have failed, whose failing has been logged
	private final Set<ProbeObserver> failed = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	SafeObservers(List<? extends ProbeObserver> observers) {
		this.observers = observers.toArray(ProbeObserver[]::new);
	}

	@Override
	public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
		for (ProbeObserver observer : this.observers) {
			try {
				observer.onAnswer(probe, status, request, userAgent);
			}
			catch (Throwable ex) {
				report(observer, probe, ex);
			}
		}
	}

	private void report(ProbeObserver observer, Probe probe, Throwable thrown) {
		try {
			if (this.failed.add(observer)) {
				logger.log(Level.WARNING, "A ProbeObserver threw an exception on an answer of probe '%s' (logged once)"
					.formatted(probe.name()), thrown);
			}
		}
		catch (Throwable ex) {
			// what keeps an observer from its work may keep the log from it, too
		}
	}

}
