package dev.probity.definition;

import java.util.List;
import java.util.Map;

import dev.probity.fixture.Variables;
import dev.probity.settings.ConsumerProperties;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.ProbityVariables;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names that are spelled in more than one way, each setting from where it counts.
 */
class MergedSettingsTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	private Map<String, ConsumerProperties> consumers() {
		ProbityVariables.apply(this.environment);
		ProbityProperties bound = Binder.get(this.environment).bindOrCreate("probity", ProbityProperties.class);
		return MergedSettings.of("probity.consumers", bound.consumers(), this.environment);
	}

	@Test
	void eachSettingOfAListenerComesFromThePlaceThatCountsWhateverItsSpellingThere() {
		this.environment.getPropertySources()
			.addLast(new MockPropertySource("file").withProperty("probity.consumers[order.events].needs", "db")
				.withProperty("probity.consumers[order.events].feature", "orders")
				.withProperty("probity.consumers[order.events].resume-within", "5s"));
		Variables.of("PROBITY_CONSUMERS_ORDEREVENTS_NEEDS=kafka", "PROBITY_CONSUMERS_ORDER_EVENTS_RESUMEWITHIN=7s")
			.apply(this.environment.getPropertySources());
		this.environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource("--probity.consumers[order.events].resume-within=9s"));
		Map<String, ConsumerProperties> consumers = consumers();
		assertThat(consumers).containsOnlyKeys("order.events");
		ConsumerProperties said = consumers.get("order.events");
		assertThat(said.needs()).isEqualTo(List.of("kafka"));
		assertThat(said.feature()).isEqualTo("orders");
		assertThat(said.resumeWithin()).hasSeconds(9);
	}

	@Test
	void whatHasOneSpellingStaysAsItIs() {
		this.environment.getPropertySources()
			.addLast(new MockPropertySource("file").withProperty("probity.consumers.resume-within", "5s")
				.withProperty("probity.consumers.[a.b].needs", "db"));
		Map<String, ConsumerProperties> consumers = consumers();
		assertThat(consumers).containsOnlyKeys("resume-within", "a.b");
		assertThat(consumers.get("resume-within").isTimeOnly()).isTrue();
	}

}
