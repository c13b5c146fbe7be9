package dev.probity.consumer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.consumer.ListenerNeeds.Said;
import dev.probity.settings.ConsumerProperties;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which of all that is said of listeners is said of one.
 */
class ListenerNeedsTests {

	private static final FakeContainer ORDERS = new FakeContainer("orders");

	private static final FakeContainer RETRIES = new FakeContainer("orders-retry-0", "orders");

	private static final FakeContainer OTHER = new FakeContainer("other");

	private static ListenerNeeds said(Map<String, ConsumerProperties> properties, ConsumerNeeds... beans) {
		return ListenerNeeds.of(properties, List.of(beans));
	}

	private static ConsumerProperties needs(String... checks) {
		return new ConsumerProperties(List.of(checks), null, null);
	}

	@Test
	void theIdComesBeforeTheListenerOfTheRetryTopicAndThatBeforeAll() {
		ListenerNeeds needs = said(
				Map.of("all", needs("kafka"), "orders", needs("db"), "orders-retry-0", needs("redis")));
		assertThat(needs.needsOf(ORDERS)).extracting(Said::checks).isEqualTo(List.of("db"));
		assertThat(needs.needsOf(RETRIES)).extracting(Said::checks).isEqualTo(List.of("redis"));
		assertThat(needs.needsOf(OTHER)).extracting(Said::checks).isEqualTo(List.of("kafka"));
		assertThat(said(Map.of("orders", needs("db"))).needsOf(RETRIES)).extracting(Said::checks)
			.isEqualTo(List.of("db"));
		assertThat(said(Map.of("orders", needs("db"))).needsOf(OTHER)).isNull();
	}

	@Test
	void aPropertyComesBeforeABeanAndWhatItDoesNotSayIsSaidByOthers() {
		ListenerNeeds needs = said(
				Map.of("orders", new ConsumerProperties(null, null, Duration.ofSeconds(1)), "all",
						new ConsumerProperties(null, null, Duration.ofSeconds(2))),
				ConsumerNeeds.ofFeature("orders", "shop"), ConsumerNeeds.ofChecks(ConsumerNeeds.ALL, "kafka"));
		assertThat(needs.needsOf(ORDERS)).extracting(Said::feature).isEqualTo("shop");
		assertThat(needs.resumeWithin(ORDERS)).isEqualTo(Duration.ofSeconds(1));
		assertThat(needs.needsOf(OTHER)).extracting(Said::checks).isEqualTo(List.of("kafka"));
		assertThat(needs.resumeWithin(OTHER)).isEqualTo(Duration.ofSeconds(2));
		assertThat(said(Map.of("orders", needs("db")), ConsumerNeeds.ofChecks("orders", "redis")).needsOf(ORDERS))
			.extracting(Said::checks)
			.isEqualTo(List.of("db"));
		assertThat(said(Map.of()).resumeWithin(ORDERS)).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void aListenerOfWhichItIsSaidThatItNeedsNothingNeedsNothing() {
		Said said = said(Map.of("orders", needs(), "all", needs("db"))).needsOf(ORDERS);
		assertThat(said).extracting(Said::checks).isEqualTo(List.of());
	}

	@Test
	void anIdIsComparedAsInAnEnvironmentVariable() {
		assertThat(said(Map.of("orderevents", needs("db"))).needsOf(new FakeContainer("order-Events"))).isNotNull();
		assertThat(said(Map.of("com.example.Orders#0", needs("db"))).needsOf(new FakeContainer("com.example.Orders#0")))
			.isNotNull();
	}

	@Test
	void idsOfNobodyAreFound() {
		Map<String, ConsumerProperties> properties = new LinkedHashMap<>();
		properties.put("all", needs("db"));
		properties.put("orders", needs("db"));
		properties.put("ordres", needs("db"));
		assertThat(said(properties).ofNobody(List.of(RETRIES, OTHER))).extracting(Said::origin)
			.containsExactly("probity.consumers.ordres");
	}

	@Test
	void aTimeOfNoListenerIsThatOfAllUnlessAnotherIsSaid() {
		ConsumerProperties twenty = ConsumerProperties.of("20s");
		assertThat(said(Map.of("resume-within", twenty)).resumeWithin(ORDERS)).isEqualTo(Duration.ofSeconds(20));
		assertThat(said(Map.of("resumewithin", twenty)).resumeWithin(ORDERS)).isEqualTo(Duration.ofSeconds(20));
		assertThat(said(Map.of("resume-within", twenty)).ofNobody(List.of(ORDERS))).isEmpty();
		ListenerNeeds needs = said(Map.of("resume-within", twenty, "all",
				new ConsumerProperties(List.of("db"), null, Duration.ofSeconds(2)), "orders",
				new ConsumerProperties(null, null, Duration.ofSeconds(1))));
		assertThat(needs.resumeWithin(ORDERS)).isEqualTo(Duration.ofSeconds(1));
		assertThat(needs.resumeWithin(OTHER)).isEqualTo(Duration.ofSeconds(2));
		assertThat(needs.needsOf(OTHER)).extracting(Said::checks).isEqualTo(List.of("db"));
	}

	@Test
	void aListenerMayHaveTheNameOfThatTime() {
		ListenerNeeds needs = said(Map.of("resume-within", needs("db")));
		assertThat(needs.needsOf(OTHER)).isNull();
		assertThat(needs.needsOf(new FakeContainer("resume-within"))).isNotNull();
	}

	@Test
	void aTimeToResumeWithinThatIsNoneIsRefused() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> said(Map.of("resume-within", ConsumerProperties.of("-1s"))))
			.withMessageContaining("'probity.consumers.resume-within'");
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> said(Map.of("orders", new ConsumerProperties(null, null, Duration.ofSeconds(-1)))))
			.withMessageContaining("probity.consumers.orders.resume-within")
			.withMessageContaining("-1s");
	}

}
