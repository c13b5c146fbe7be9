package dev.probity.event;

import java.util.List;
import java.util.function.Supplier;

import dev.probity.change.ChangeHistory;
import dev.probity.change.RecordedChange;
import dev.probity.registration.OwnListeners;
import dev.probity.registration.ShutdownOrder;
import dev.probity.settings.LoggedTransitions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * What Probity reports of changes: log lines and the flight recorder ahead of the
 * application's listeners, Spring events after them. Verdicts are evaluated meanwhile.
 */
final class ChangeReports implements OwnListeners, ChangeHistory, SmartLifecycle {

	private final ChangeLog log;

	private final FlightRecorder recorder = new FlightRecorder();

	private final SpringEvents events;

	private final Supplier<ListenerLifecycle> lifecycle;

	private volatile boolean running;

	/**
	 * Report changes.
	 * @param logged which of them are logged
	 * @param lifecycle needed from the start of the context: what is notified is needed
	 * before there are verdicts
	 */
	ChangeReports(ApplicationEventPublisher publisher, LoggedTransitions logged,
			Supplier<ListenerLifecycle> lifecycle) {
		this.log = new ChangeLog(logged);
		this.events = new SpringEvents(publisher);
		this.lifecycle = lifecycle;
	}

	@Override
	public List<?> first() {
		return List.of(this.log, this.recorder);
	}

	@Override
	public List<?> last() {
		return List.of(this.events);
	}

	@Override
	public List<RecordedChange> latest() {
		return this.recorder.latest();
	}

	@Override
	public void start() {
		this.running = true;
		this.events.begin();
		this.lifecycle.get().start();
	}

	@Override
	public void stop() {
		this.running = false;
		this.lifecycle.get().stop();
		this.events.end();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * From before the first check runs until after the last one.
	 */
	@Override
	public int getPhase() {
		return ShutdownOrder.LISTENERS;
	}

}
