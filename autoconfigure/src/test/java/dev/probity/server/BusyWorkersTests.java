package dev.probity.server;

import java.util.concurrent.CountDownLatch;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

/**
 * A WebFlux application whose blocking calls have taken every thread that Reactor has for
 * them.
 */
class BusyWorkersTests {

	@Test
	void theProbesNeedNoneOfThem() {
		CountDownLatch end = new CountDownLatch(1);
		try (RunningApplication application = WebStack.REACTOR_NETTY.starting(PlainApplication.class,
				"management.endpoint.health.show-details=always")) {
			for (int i = 0; i < 2 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE; i++) {
				Schedulers.boundedElastic().schedule(() -> await(end));
			}
			ProbeAgreement.of(application).holdsInEveryState();
		}
		finally {
			end.countDown();
		}
	}

	private static void await(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
