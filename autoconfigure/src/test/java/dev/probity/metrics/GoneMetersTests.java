package dev.probity.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.probity.consumer.ConsumerReading;
import dev.probity.consumer.ConsumerState;
import dev.probity.startup.StartupTaskResult;
import dev.probity.startup.StartupTaskResult.Outcome;
import dev.probity.probe.TaskCriticality;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters of what comes and goes with a context, or at any time: none says anything of
 * what is no more.
 */
class GoneMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private List<ConsumerReading> consumers = List.of();

	@Test
	void onlyTheLastEndOfAStartupTaskCounts() {
		StartupMetrics metrics = new StartupMetrics();
		metrics.bindTo(this.registry);
		metrics.onFinished(ended("warmCache", Outcome.FAILED, 2));
		metrics.onFinished(ended("migrate", Outcome.DONE, 7));
		metrics.onFinished(ended("warmCache", Outcome.DONE, 40));
		SimpleMeterRegistry later = new SimpleMeterRegistry();
		metrics.bindTo(later);
		assertThat(List.of(this.registry, later)).allSatisfy((each) -> {
			assertThat(each.getMeters()).extracting(Meter::getId)
				.extracting((id) -> id.getTag("task") + " " + id.getTag("outcome"))
				.containsExactlyInAnyOrder("migrate done", "warmCache done");
			assertThat(each.get("probity.startup.task.duration")
				.tag("task", "warmCache")
				.timeGauge()
				.value(TimeUnit.SECONDS)).isEqualTo(40);
		});
	}

	@Test
	void aListenerThatIsUnregisteredTakesItsMetersAlong() {
		ConsumerMetrics metrics = new ConsumerMetrics(() -> () -> this.consumers);
		metrics.bindTo(this.registry);
		this.consumers = List.of(held("tenant-1"), held("tenant-2"));
		metrics.follow();
		assertThat(ids()).containsExactlyInAnyOrder("tenant-1", "tenant-2");
		this.consumers = List.of(held("tenant-2"));
		metrics.follow();
		assertThat(ids()).containsExactly("tenant-2");
		assertThat(this.registry.get("probity.consumer.paused").gauge().value()).isEqualTo(1);
		this.consumers = List.of(held("tenant-1"));
		metrics.follow();
		assertThat(ids()).containsExactly("tenant-1");
	}

	private List<String> ids() {
		return this.registry.getMeters().stream().map((meter) -> meter.getId().getTag("id")).toList();
	}

	private static ConsumerReading held(String id) {
		return new ConsumerReading(id, ConsumerState.values()[0], List.of("db"), List.of("db"),
				List.of("db is FAILING"), Duration.ofSeconds(1));
	}

	private static StartupTaskResult ended(String task, Outcome outcome, long seconds) {
		return new StartupTaskResult(task, TaskCriticality.REQUIRED, outcome, Duration.ofSeconds(seconds), 1, null,
				null);
	}

}
