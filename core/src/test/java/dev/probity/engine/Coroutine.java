package dev.probity.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Code that stops in its middle and is gone on with when somebody says so: only one side
 * runs at a time, so that what happens does not depend on threads.
 */
public final class Coroutine {

	private static final ExecutorService THREADS = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "coroutine");
		thread.setDaemon(true);
		return thread;
	});

	private static final ThreadLocal<Coroutine> CURRENT = new ThreadLocal<>();

	private final Runnable code;

	private final Semaphore inside = new Semaphore(0);

	private final Semaphore outside = new Semaphore(0);

	private boolean begun;

	private volatile boolean ended;

	public Coroutine(Runnable code) {
		this.code = code;
	}

	/**
	 * Begin or go on, until the code stops or ends.
	 */
	public void resume() {
		if (this.begun) {
			this.inside.release();
		}
		else {
			this.begun = true;
			THREADS.execute(this::run);
		}
		this.outside.acquireUninterruptibly();
	}

	private void run() {
		Thread.interrupted();
		CURRENT.set(this);
		try {
			this.code.run();
		}
		finally {
			CURRENT.remove();
			this.ended = true;
			this.outside.release();
		}
	}

	public boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Stop here; called by the code inside.
	 */
	public static void stop() {
		Coroutine current = CURRENT.get();
		current.outside.release();
		current.inside.acquireUninterruptibly();
	}

	public static Coroutine current() {
		return CURRENT.get();
	}

}
