package dev.probity.registration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.probity.fixture.Contexts;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application may have its events delivered by an executor, which keeps no order.
 */
class UnorderedEventsTests {

	private final List<Runnable> held = Collections.synchronizedList(new ArrayList<>());

	private volatile boolean holding;

	@Test
	void theLastWordOfTheApplicationCounts() {
		Contexts.withoutWeb()
			.withBean("applicationEventMulticaster", ApplicationEventMulticaster.class, this::multicaster)
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				this.holding = true;
				AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
				AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				deliverTheLastFirst();
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
				assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
			});
	}

	private void deliverTheLastFirst() {
		List<Runnable> tasks = new ArrayList<>(this.held);
		Collections.reverse(tasks);
		tasks.forEach(Runnable::run);
	}

	private SimpleApplicationEventMulticaster multicaster() {
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
		multicaster.setTaskExecutor(this::execute);
		return multicaster;
	}

	private void execute(Runnable task) {
		if (this.holding) {
			this.held.add(task);
		}
		else {
			task.run();
		}
	}

}
