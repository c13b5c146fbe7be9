package dev.probity.check;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Workers that are threads. Checks that run rarely get a new one each time; making a
 * thousand a second would cost more than what they run.
 */
final class WorkerThreads implements CheckWorkers {

	private final ThreadPoolExecutor threads;

	/**
	 * Workers.
	 * @param idle how long a thread waits for the next run
	 */
	WorkerThreads(Duration idle) {
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, idle.toMillis(), TimeUnit.MILLISECONDS,
				new SynchronousQueue<>(), WorkerThreads::thread);
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "probity-check");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void start(String check, Runnable run) {
		String name = "probity-check-" + check;
		this.threads.execute(() -> {
			try {
				Thread.currentThread().setName(name);
			}
			catch (Throwable ex) {
				// no memory: a run that has been given a thread has to come to an end
			}
			run.run();
		});
	}

}
