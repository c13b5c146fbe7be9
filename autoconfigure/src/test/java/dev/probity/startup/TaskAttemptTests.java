package dev.probity.startup;

import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.probity.engine.CheckWorkers;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TaskAttemptTests {

	private final CheckWorkers workers = CheckWorkers.threads("task-attempt-tests-");

	@Test
	void aTaskThatReturnsHasEndedAlthoughItsInterruptIsNotDone() throws InterruptedException {
		SlowChannel channel = new SlowChannel();
		TaskAttempt attempt = new TaskAttempt((progress) -> channel.readUntilClosing(), Ticker.system(), () -> {
		});
		this.workers.start("reader", attempt);
		try {
			assertThat(channel.reading.await(10, TimeUnit.SECONDS)).isTrue();
			attempt.interrupt(this.workers);
			await().until(() -> attempt.end() != null);
			assertThat(attempt.end()).returns(null, TaskAttempt.End::thrown);
		}
		finally {
			channel.released.countDown();
		}
		await().until(() -> attempt.worker() == null);
	}

	/**
	 * A channel whose closing takes longer than its reader.
	 */
	private static final class SlowChannel extends AbstractInterruptibleChannel {

		private final CountDownLatch reading = new CountDownLatch(1);

		private final CountDownLatch closing = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private void readUntilClosing() {
			begin();
			this.reading.countDown();
			awaitUninterruptibly(this.closing);
		}

		@Override
		protected void implCloseChannel() {
			this.closing.countDown();
			awaitUninterruptibly(this.released);
		}

		private static void awaitUninterruptibly(CountDownLatch latch) {
			while (true) {
				try {
					latch.await();
					return;
				}
				catch (InterruptedException ex) {
					// it does not heed that
				}
			}
		}

	}

}
