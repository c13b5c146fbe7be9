package dev.probity.vital;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import dev.probity.check.CheckPolicy;

/**
 * A process that is well for a moment, and then has two deadlocks for the rest of its
 * life.
 */
final class DeadlockedProgram {

	private DeadlockedProgram() {
	}

	public static void main(String[] args) {
		CountDownLatch passed = new CountDownLatch(1);
		PrintedVital.run("deadlock", new DeadlockCheck(),
				CheckPolicy.of(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(30), 2, 1, 0, null),
				(state) -> passed.countDown());
		await(passed);
		Account one = new Account();
		Account other = new Account();
		CountDownLatch monitors = new CountDownLatch(2);
		start("monitor-1", () -> transfer(one, other, monitors));
		start("monitor-2", () -> transfer(other, one, monitors));
		Account account = new Account();
		Lock lock = new ReentrantLock();
		CountDownLatch both = new CountDownLatch(2);
		start("mixed-1", () -> {
			synchronized (account) {
				meet(both);
				lock.lock();
			}
		});
		start("mixed-2", () -> {
			lock.lock();
			meet(both);
			synchronized (account) {
				throw new IllegalStateException("never");
			}
		});
	}

	private static void transfer(Account from, Account to, CountDownLatch both) {
		synchronized (from) {
			meet(both);
			synchronized (to) {
				throw new IllegalStateException("never");
			}
		}
	}

	private static void meet(CountDownLatch both) {
		both.countDown();
		await(both);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void start(String name, Runnable task) {
		new Thread(task, name).start();
	}

}
