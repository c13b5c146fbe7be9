package dev.probity.sample.faults;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two threads each of which has the lock that the other one wants, until they are
 * interrupted.
 */
final class Deadlock {

	private Deadlock() {
	}

	static List<Thread> start() {
		Lock stock = new ReentrantLock();
		Lock till = new ReentrantLock();
		CyclicBarrier both = new CyclicBarrier(2);
		return List.of(start("sale", stock, till, both), start("refund", till, stock, both));
	}

	private static Thread start(String name, Lock first, Lock second, CyclicBarrier both) {
		Thread thread = new Thread(() -> {
			first.lock();
			try {
				both.await();
				second.lockInterruptibly();
				second.unlock();
			}
			catch (InterruptedException | BrokenBarrierException ex) {
				// healed
			}
			finally {
				first.unlock();
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
