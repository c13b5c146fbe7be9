package dev.probity.consumer;

import java.util.List;
import java.util.Map;

import dev.probity.check.ManualTicker;
import dev.probity.fixture.LoggedLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.spy;

/**
 * Containers of Spring for Apache Kafka that come later than the application.
 */
class KafkaContainersTests {

	private final LoggedLines log = new LoggedLines(KafkaConsumerContainer.class);

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();

	private final Consumers consumers = new Consumers(List.of(new KafkaContainers(this.beans, true)),
			new Governing(ListenerNeeds.of(Map.of(), List.of()), () -> {
				throw new IllegalStateException("nothing is needed");
			}, (bound) -> 0, new ConsumerNews((event) -> {
			}), new ManualTicker()));

	KafkaContainersTests() {
		this.factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(Map.of()));
		this.beans.registerSingleton("factory", this.factory);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void oneThatItsFactoryMakesLaterStopsAfterItsRecord() {
		this.consumers.prepare();
		assertThat(this.factory.createContainer("orders").getContainerProperties().isStopImmediate()).isTrue();
	}

	@Test
	void oneThatIsSeenBeforeItStartsStopsAfterItsRecord() {
		ConcurrentMessageListenerContainer<String, String> later = this.factory.createContainer("orders");
		this.consumers.prepare();
		this.beans.registerSingleton("later", later);
		this.consumers.all();
		assertThat(later.getContainerProperties().isStopImmediate()).isTrue();
		assertThat(this.log.next()).isEmpty();
	}

	@Test
	void oneThatRunsAlreadyIsWarnedOfOnce() {
		ConcurrentMessageListenerContainer<String, String> later = spy(this.factory.createContainer("orders"));
		later.setBeanName("later");
		given(later.isRunning()).willReturn(true);
		this.beans.registerSingleton("later", later);
		this.consumers.all();
		this.consumers.prepare();
		assertThat(this.log.next()).containsExactly(
				"WARN Listener 'later' was started before Probity could set 'stopImmediate': when it is stopped, "
						+ "it still processes all records of its last poll ('max.poll.records'). "
						+ "Set ContainerProperties.setStopImmediate(true) on its container.");
	}

}
