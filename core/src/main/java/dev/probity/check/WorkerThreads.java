package dev.probity.check;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Workers that are threads. A check that runs rarely gets a new thread each time;
 * frequent runs reuse threads.
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
