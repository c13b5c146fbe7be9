package dev.probity.startup;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who is told of startup tasks, and on which threads.
 */
@Timeout(60)
class NewsThreadsTests {

	private final NewsThreads threads = new NewsThreads();

	@Test
	void eachReceiverGetsAllInOrder() {
		List<Integer> got = new CopyOnWriteArrayList<>();
		IntStream.range(0, 200).forEach((number) -> this.threads.notify("receiver", () -> got.add(number)));
		await().until(() -> got.size() == 200);
		assertThat(got).isSorted();
	}

	@Test
	void oneThatBlocksKeepsNobodyElseWaiting() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		CountDownLatch other = new CountDownLatch(1);
		this.threads.notify("blocked", () -> awaitIt(released));
		this.threads.notify("other", other::countDown);
		other.await();
		released.countDown();
	}

	@Test
	void whatOneThrowsKeepsItFromNothingElse() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch following = new CountDownLatch(1);
		this.threads.notify("receiver", () -> {
			awaitIt(begun);
			throw new IllegalStateException("on purpose");
		});
		this.threads.notify("receiver", following::countDown);
		begun.countDown();
		following.await();
	}

	/**
	 * A context that is closed leaves nothing of its own behind in the one above it.
	 */
	@Test
	void nobodyIsHeldOnceAllIsDelivered() {
		List<WeakReference<Object>> receivers = new ArrayList<>();
		CountDownLatch delivered = new CountDownLatch(20);
		for (int i = 0; i < 20; i++) {
			Object receiver = new Object();
			receivers.add(new WeakReference<>(receiver));
			this.threads.notify(receiver, delivered::countDown);
		}
		await().until(() -> delivered.getCount() == 0);
		await().untilAsserted(() -> {
			System.gc();
			assertThat(receivers).allMatch((receiver) -> receiver.get() == null);
		});
	}

	private static void awaitIt(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
