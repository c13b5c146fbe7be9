package dev.probity.engine;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Workers that are threads. A check that runs rarely gets a new thread each time;
 * frequent runs reuse threads: to begin one and to end it costs more than most of them
 * do.
 */
final class WorkerThreads implements CheckWorkers {

	static final Duration BRIEFLY = Duration.ofMillis(50);

	private static final String IDLE = "idle";

	private final String prefix;

	private final Duration idle;

	private final ThreadPoolExecutor threads;

	/**
	 * Workers.
	 * @param prefix what the names of threads begin with
	 * @param idle how long a thread waits for the next run where runs come regularly
	 */
	WorkerThreads(String prefix, Duration idle) {
		this.prefix = prefix;
		this.idle = idle;
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, BRIEFLY.toMillis(), TimeUnit.MILLISECONDS,
				new SynchronousQueue<>(), this::thread);
	}

	private Thread thread(Runnable work) {
		Thread thread = new Thread(work, this.prefix);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void start(String check, Runnable run) {
		this.threads.execute(() -> {
			goOnWith(check);
			run.run();
			goOnWith(IDLE);
		});
	}

	@Override
	public void expectRuns() {
		waitFor(this.idle);
	}

	@Override
	public void rest() {
		waitFor(BRIEFLY);
	}

	/**
	 * Those that wait already do so no longer than that, either.
	 */
	private void waitFor(Duration idle) {
		this.threads.setKeepAliveTime(idle.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public boolean shareBriefRuns() {
		return true;
	}

	@Override
	public void goOnWith(String check) {
		try {
			Thread.currentThread().setName(this.prefix + check);
		}
		catch (Throwable ex) {
			// no memory: a run that has been given a thread has to come to an end
		}
	}

}
