package dev.probity.vital;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import static org.awaitility.Awaitility.await;

/**
 * Two threads of which each has a lock and waits for that of the other, until one is
 * interrupted.
 */
final class LockedPair implements AutoCloseable {

	private static final Waiting FOR_EVER = ReentrantLock::lockInterruptibly;

	private final ExecutorService threads;

	private final Waiting last;

	private List<Future<?>> waiting = List.of();

	private LockedPair(String name, Waiting last) {
		AtomicInteger count = new AtomicInteger();
		this.threads = Executors.newFixedThreadPool(2, (task) -> {
			Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
		this.last = last;
		lock();
	}

	static LockedPair forEver(String name) {
		return new LockedPair(name, FOR_EVER);
	}

	static LockedPair ofWhichOneGivesUpIn(Duration timeout, String name) {
		return new LockedPair(name, (lock) -> {
			if (!lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new InterruptedException("gave up");
			}
		});
	}

	/**
	 * Let the same two threads wait for each other.
	 */
	void lock() {
		ReentrantLock one = new ReentrantLock();
		ReentrantLock other = new ReentrantLock();
		CountDownLatch bothLocked = new CountDownLatch(2);
		this.waiting = List.of(this.threads.submit(() -> wait(one, other, FOR_EVER, bothLocked)),
				this.threads.submit(() -> wait(other, one, this.last, bothLocked)));
		await().pollInterval(Duration.ofMillis(2)).until(() -> one.hasQueuedThreads() && other.hasQueuedThreads());
	}

	private static void wait(ReentrantLock held, ReentrantLock wanted, Waiting waiting, CountDownLatch bothLocked) {
		held.lock();
		try {
			bothLocked.countDown();
			bothLocked.await();
			waiting.lock(wanted);
			wanted.unlock();
		}
		catch (InterruptedException ex) {
			// resolved
		}
		finally {
			held.unlock();
		}
	}

	/**
	 * Let one give up, and so both go on.
	 */
	void resolve() throws Exception {
		this.waiting.get(0).cancel(true);
		this.waiting.get(1).get();
	}

	@Override
	public void close() throws Exception {
		resolve();
		this.threads.shutdown();
	}

	private interface Waiting {

		void lock(ReentrantLock lock) throws InterruptedException;

	}

}
