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
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
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

	@Test
	void aListenerTakesItsMetersAlongWhateverAFilterCallsThem() {
		this.registry.config().meterFilter(new Renaming());
		ConsumerMetrics metrics = new ConsumerMetrics(() -> () -> this.consumers);
		metrics.bindTo(this.registry);
		this.consumers = List.of(held("tenant-1"), held("tenant-2"));
		metrics.follow();
		assertThat(tags("shop.id")).containsExactlyInAnyOrder("tenant-1", "tenant-2");
		this.consumers = List.of(held("tenant-2"));
		metrics.follow();
		assertThat(tags("shop.id")).containsExactly("tenant-2");
	}

	@Test
	void onlyTheLastEndOfAStartupTaskCountsWhateverAFilterCallsIt() {
		this.registry.config().meterFilter(new Renaming());
		StartupMetrics metrics = new StartupMetrics();
		metrics.bindTo(this.registry);
		metrics.onFinished(ended("warmCache", Outcome.FAILED, 2));
		metrics.onFinished(ended("warmCache", Outcome.DONE, 40));
		assertThat(tags("shop.outcome")).containsExactly("done");
	}

	@Test
	void aMeterThatAFilterHasMadeOfSeveralStaysAsLongAsOneOfTheirListeners() {
		this.registry.config().meterFilter(MeterFilter.ignoreTags("id"));
		ConsumerMetrics metrics = new ConsumerMetrics(() -> () -> this.consumers);
		metrics.bindTo(this.registry);
		this.consumers = List.of(held("tenant-1"), held("tenant-2"));
		metrics.follow();
		this.consumers = List.of(held("tenant-2"));
		metrics.follow();
		assertThat(this.registry.get("probity.consumer.paused").gauge().value()).isEqualTo(1);
		this.consumers = List.of();
		metrics.follow();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void aRegistryThatComesLaterHasTheMetersOfTheListenersThatThereAre() {
		ConsumerMetrics metrics = new ConsumerMetrics(() -> () -> this.consumers);
		this.consumers = List.of(held("tenant-1"), held("tenant-2"));
		metrics.follow();
		this.consumers = List.of(held("tenant-2"));
		metrics.follow();
		metrics.bindTo(this.registry);
		assertThat(ids()).containsExactly("tenant-2");
		this.consumers = List.of();
		metrics.follow();
		assertThat(ids()).isEmpty();
	}

	private List<String> ids() {
		return tags("id");
	}

	private List<String> tags(String key) {
		return this.registry.getMeters().stream().map((meter) -> meter.getId().getTag(key)).toList();
	}

	private static ConsumerReading held(String id) {
		return new ConsumerReading(id, ConsumerState.values()[0], List.of("db"), List.of("db"),
				List.of("db is FAILING"), Duration.ofSeconds(1));
	}

	private static StartupTaskResult ended(String task, Outcome outcome, long seconds) {
		return new StartupTaskResult(task, TaskCriticality.REQUIRED, outcome, Duration.ofSeconds(seconds), 1, null,
				null);
	}

	/**
	 * Calls meters and their tags as the company does.
	 */
	private static final class Renaming implements MeterFilter {

		@Override
		public Meter.Id map(Meter.Id id) {
			return id.withName(id.getName().replace("probity.", "shop."))
				.replaceTags(
						id.getTags().stream().map((tag) -> Tag.of("shop." + tag.getKey(), tag.getValue())).toList());
		}

	}

}
