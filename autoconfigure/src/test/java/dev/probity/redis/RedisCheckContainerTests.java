package dev.probity.redis;

import dev.probity.fixture.Containers;
import dev.probity.fixture.RedisServer;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * The check of a connection factory, on a Redis in a container, by each client.
 */
@Tag("containers")
@Testcontainers(disabledWithoutDocker = true)
class RedisCheckContainerTests extends RedisCheckTests {

	@Container
	private static final GenericContainer<?> REDIS = Containers.redis();

	@Override
	RedisServer server() {
		return RedisServer.in(REDIS);
	}

	@Override
	RedisServer launch(String... settings) {
		GenericContainer<?> container = Containers.redis(settings);
		container.start();
		return RedisServer.in(container);
	}

}
