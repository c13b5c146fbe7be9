package dev.probity.registration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What ends before what, also as Spring numbers it.
 */
class ShutdownOrderTests {

	@Test
	void listenersOfTheClosingContextBeginWithTheLameDuck() {
		assertThat(ShutdownOrder.LAME_DUCK).isLessThan(ShutdownOrder.GRPC_HEALTH);
	}

	@Test
	void phasesStopFromTheServersDownToThePools() {
		assertThat(new int[] { AbstractMessageListenerContainer.DEFAULT_PHASE,
				WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE,
				WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1024, ShutdownOrder.CHECKS,
				ShutdownOrder.LISTENERS, ExecutorConfigurationSupport.DEFAULT_PHASE, ShutdownOrder.LAST })
			.isSortedAccordingTo((one, other) -> Integer.compare(other, one))
			.doesNotHaveDuplicates();
	}

}
