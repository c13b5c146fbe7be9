package dev.probity.event;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.probity.change.ChangeHistory;
import dev.probity.change.RecordedChange;
import dev.probity.change.VerdictChangeListener;
import dev.probity.consumer.ConsumerChangedEvent;
import dev.probity.registration.OwnListeners;
import dev.probity.registration.ShutdownOrder;
import dev.probity.settings.LoggedTransitions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

/**
 * What Probity reports of changes: log lines and the flight recorder ahead of the
 * application's listeners, Spring events after them. Verdicts are evaluated meanwhile.
 * What is done with message listeners, those of child contexts included, is an event of
 * Spring already, which the flight recorder keeps.
 */
final class ChangeReports implements OwnListeners, ChangeHistory, SmartLifecycle,
		ApplicationListener<PayloadApplicationEvent<ConsumerChangedEvent>>, Ordered {

	private final ChangeLog log;

	private final FlightRecorder recorder = new FlightRecorder();

	private final SpringEvents events;

	private final List<VerdictChangeListener> ofVerdicts = new CopyOnWriteArrayList<>();

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

	/**
	 * All that are told of verdicts; found at the start of the context, so that they may
	 * have injected what tells them.
	 */
	List<VerdictChangeListener> ofVerdicts() {
		return this.ofVerdicts;
	}

	@Override
	public List<RecordedChange> latest() {
		return this.recorder.latest();
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<ConsumerChangedEvent> event) {
		this.recorder.onChange(event.getPayload(), Instant.ofEpochMilli(event.getTimestamp()));
	}

	/**
	 * In the order in which it is published, as it is shown.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * If a listener of the application throws, those after it are not called.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
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
