package dev.probity.event;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.probity.fixture.Contexts;
import dev.probity.registration.PeriodicTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is done about once a second while the context runs.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class ListenerLifecycleTests {

	private static final String FAILURE = "Could not report some changes";

	@Test
	void aTaskThatFailsIsLogged(CapturedOutput output) {
		Contexts.withoutWeb().withBean(PeriodicTask.class, () -> () -> {
			throw new IllegalStateException("on purpose");
		}).run((context) -> await().until(() -> output.getOut().contains(FAILURE)));
	}

	@Test
	void oneThatFailsBecauseTheContextIsClosedMeanwhileIsNot(CapturedOutput output) throws Exception {
		CompletableFuture<Thread> inside = new CompletableFuture<>();
		CountDownLatch closed = new CountDownLatch(1);
		Contexts.withoutWeb().withBean(PeriodicTask.class, () -> () -> {
			inside.complete(Thread.currentThread());
			awaitWithoutInterrupt(closed);
			throw new IllegalStateException("The context has been closed already");
		}).run((context) -> inside.join());
		closed.countDown();
		inside.join().join();
		assertThat(output).doesNotContain(FAILURE);
	}

	private static void awaitWithoutInterrupt(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// goes on
			}
		}
	}

}
