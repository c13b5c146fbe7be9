package dev.probity.event;

import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChange.Extent;
import dev.probity.change.VerdictChangeListener;
import dev.probity.check.CheckChange;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeVerdict;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what has changed to the listeners of an application context, as long as that
 * runs. Thread-safe.
 */
final class SpringEvents implements StateTransitionListener, VerdictChangeListener {

	private final ApplicationEventPublisher publisher;

	private volatile Publishing publishing = Publishing.OFF;

	/**
	 * Create a publisher that publishes nothing until {@link #begin()}.
	 * @param publisher the context
	 */
	SpringEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Publish from now on, since the listeners have been created.
	 */
	void begin() {
		this.publishing = Publishing.ON;
	}

	/**
	 * Stop publishing, since the listeners are being destroyed.
	 */
	void end() {
		this.publishing = Publishing.OFF;
	}

	@Override
	public void onTransition(CheckChange transition) {
		publish(new CheckStateChangedEvent(transition));
	}

	@Override
	public void onDiagnosis(DiagnosisChange change) {
		publish(new CheckDiagnosedEvent(change));
	}

	@Override
	public void onChange(VerdictChange change) {
		if (change.extent() != Extent.STATUS) {
			return;
		}
		ProbeVerdict before = change.before();
		ProbeVerdict after = change.after();
		// not by type: a part of the application may have a readiness of its own
		switch (change.probe().name()) {
			case Probe.READINESS -> publish(new ReadinessChangedEvent(before, after, change.lasted()));
			case Probe.LIVENESS -> publish(new LivenessChangedEvent(before, after, change.lasted()));
		}
	}

	private void publish(Object event) {
		if (this.publishing == Publishing.ON) {
			this.publisher.publishEvent(event);
		}
	}

	private enum Publishing {

		OFF, ON

	}

}
