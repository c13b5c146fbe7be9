package dev.probity.test.fault;

import java.net.ConnectException;
import java.net.Socket;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * In a hierarchy of contexts, the servers of the parent are broken through its children.
 */
class FaultyHierarchyTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withInitializer(Faults.initializer());

	@Test
	void aServerOfTheParentIsBrokenAndHealedFromBelow() {
		this.contexts.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.run((above) -> this.contexts.withParent(above).run((below) -> {
				Standalone server = above.getBean(DataRedisConnectionDetails.class).getStandalone();
				assertThat(server).isNotNull();
				Faults faults = below.getBean(Faults.class);
				faults.redis().refuse();
				assertThatExceptionOfType(ConnectException.class)
					.isThrownBy(() -> new Socket(server.getHost(), server.getPort()).close());
				faults.heal();
				new Socket(server.getHost(), server.getPort()).close();
			}));
	}

}
