package dev.probity.vital;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Threads of a test, each of which waits until it is told what to do.
 */
final class Workers implements AutoCloseable {

	private final List<Worker> workers = new ArrayList<>();

	Worker start(String name) {
		Worker worker = new Worker(name);
		this.workers.add(worker);
		worker.thread.start();
		return worker;
	}

	@Override
	public void close() {
		this.workers.forEach(Worker::end);
	}

	static final class Worker {

		private final CountDownLatch told = new CountDownLatch(1);

		private volatile Runnable end = () -> {
		};

		private final Thread thread;

		Worker(String name) {
			this.thread = new Thread(this::fetchOrders, name);
			this.thread.setDaemon(true);
			this.thread.setUncaughtExceptionHandler((thread, ex) -> {
			});
		}

		private void fetchOrders() {
			try {
				this.told.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.end.run();
		}

		Thread thread() {
			return this.thread;
		}

		void end() {
			this.told.countDown();
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		void endBy(RuntimeException ex) {
			this.end = () -> {
				throw ex;
			};
			end();
		}

	}

}
