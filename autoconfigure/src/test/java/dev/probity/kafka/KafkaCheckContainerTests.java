package dev.probity.kafka;

import dev.probity.fixture.Containers;
import dev.probity.fixture.KafkaServer;
import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The check of a Kafka cluster, on a broker in a container.
 */
@Tag("containers")
@Testcontainers(disabledWithoutDocker = true)
class KafkaCheckContainerTests extends KafkaCheckTests {

	@Container
	private static final KafkaContainer KAFKA = Containers.kafka();

	@Override
	KafkaServer server() {
		return KafkaServer.in(KAFKA);
	}

}
