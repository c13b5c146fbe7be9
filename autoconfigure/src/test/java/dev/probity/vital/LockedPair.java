package dev.probity.vital;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import static org.awaitility.Awaitility.await;

/**
 * Two threads of which each has a lock and waits for that of the other, until they are
 * interrupted.
 */
final class LockedPair implements AutoCloseable {

	private static final Waiting FOR_EVER = ReentrantLock::lockInterruptibly;

	private final CountDownLatch bothLocked = new CountDownLatch(2);

	private final List<Thread> threads;

	private LockedPair(String name, Waiting first, Waiting second) {
		ReentrantLock one = new ReentrantLock();
		ReentrantLock other = new ReentrantLock();
		this.threads = List.of(thread(name + "-1", one, other, first), thread(name + "-2", other, one, second));
		this.threads.forEach(Thread::start);
		this.threads.forEach((thread) -> await().pollInterval(Duration.ofMillis(2))
			.until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING));
		await().pollInterval(Duration.ofMillis(2)).until(() -> one.hasQueuedThreads() && other.hasQueuedThreads());
	}

	static LockedPair forEver(String name) {
		return new LockedPair(name, FOR_EVER, FOR_EVER);
	}

	static LockedPair ofWhichOneGivesUpIn(Duration timeout, String name) {
		return new LockedPair(name, FOR_EVER, (lock) -> {
			if (!lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new InterruptedException("gave up");
			}
		});
	}

	private Thread thread(String name, ReentrantLock held, ReentrantLock wanted, Waiting waiting) {
		Thread thread = new Thread(() -> {
			held.lock();
			try {
				this.bothLocked.countDown();
				this.bothLocked.await();
				waiting.lock(wanted);
				wanted.unlock();
			}
			catch (InterruptedException ex) {
				// resolved
			}
			finally {
				held.unlock();
			}
		}, name);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void close() throws InterruptedException {
		this.threads.get(0).interrupt();
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	private interface Waiting {

		void lock(ReentrantLock lock) throws InterruptedException;

	}

}
