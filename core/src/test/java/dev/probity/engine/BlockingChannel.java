package dev.probity.engine;

import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A channel whose closing takes its time. Whoever interrupts its reader closes it.
 */
final class BlockingChannel extends AbstractInterruptibleChannel {

	private final CountDownLatch reading = new CountDownLatch(1);

	private final CountDownLatch closing = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile Thread closer;

	/**
	 * Read until it is released.
	 */
	void read() {
		begin();
		this.reading.countDown();
		awaitUninterruptibly(this.released);
	}

	@Override
	protected void implCloseChannel() {
		this.closer = Thread.currentThread();
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

	void awaitReader() throws InterruptedException {
		assertThat(this.reading.await(10, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * Returns who closes it.
	 */
	Thread awaitClosing() throws InterruptedException {
		assertThat(this.closing.await(10, TimeUnit.SECONDS)).isTrue();
		return this.closer;
	}

	boolean isClosing() {
		return this.closing.getCount() == 0;
	}

	void release() {
		this.released.countDown();
	}

}
