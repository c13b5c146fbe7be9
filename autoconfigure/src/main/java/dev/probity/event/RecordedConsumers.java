package dev.probity.event;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import dev.probity.change.RecordedChange;
import dev.probity.change.RecordedChange.Subject;
import dev.probity.consumer.ConsumerChangedEvent;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/**
 * Has the flight recorder remember what is done with message listeners, ahead of
 * listeners of the application. Those of child contexts are among them.
 */
final class RecordedConsumers implements ApplicationListener<PayloadApplicationEvent<ConsumerChangedEvent>>, Ordered {

	private final Consumer<RecordedChange> recorder;

	private final InstantSource clock;

	RecordedConsumers(Consumer<RecordedChange> recorder, InstantSource clock) {
		this.recorder = recorder;
		this.clock = clock;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<ConsumerChangedEvent> published) {
		ConsumerChangedEvent event = published.getPayload();
		this.recorder.accept(new RecordedChange(this.clock.instant(), Subject.CONSUMER, event.consumer(),
				event.before().name(), event.after().name(), event.lasted(),
				event.causes().isEmpty() ? null : String.join(", ", event.causes()), List.of()));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
