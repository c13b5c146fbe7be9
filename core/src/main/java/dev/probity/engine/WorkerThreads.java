package dev.probity.engine;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Workers that are threads. A check that runs rarely gets a new thread each time;
 * frequent runs reuse threads.
 */
final class WorkerThreads implements CheckWorkers {

	private final String prefix;

	private final ThreadPoolExecutor threads;

	/**
	 * Workers.
	 * @param prefix what the names of threads begin with
	 * @param idle how long a thread waits for the next run
	 */
	WorkerThreads(String prefix, Duration idle) {
		this.prefix = prefix;
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, idle.toMillis(), TimeUnit.MILLISECONDS,
				new SynchronousQueue<>(), this::thread);
	}

	private Thread thread(Runnable work) {
		Thread thread = new Thread(work, this.prefix);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void start(String check, Runnable run) {
		String name = this.prefix + check;
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
