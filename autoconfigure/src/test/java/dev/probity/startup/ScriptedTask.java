package dev.probity.startup;

import dev.probity.engine.Coroutine;

/**
 * A task whose attempts stay inside until a test says how they end.
 */
final class ScriptedTask implements StartupTask {

	private Coroutine inside;

	private StartupProgress progress;

	private Throwable thrown;

	private int attempts;

	private boolean interrupted;

	@Override
	public void run(StartupProgress progress) throws Exception {
		this.attempts++;
		this.progress = progress;
		this.inside = Coroutine.current();
		Coroutine.stop();
		this.inside = null;
		this.interrupted = Thread.interrupted();
		if (this.thrown instanceof Exception ex) {
			throw ex;
		}
		if (this.thrown instanceof Error ex) {
			throw ex;
		}
	}

	void done() {
		end(null);
	}

	void fail(Throwable thrown) {
		end(thrown);
	}

	private void end(Throwable thrown) {
		this.thrown = thrown;
		this.inside.resume();
	}

	StartupProgress progress() {
		return this.progress;
	}

	int attempts() {
		return this.attempts;
	}

	boolean isInside() {
		return this.inside != null;
	}

	/**
	 * Whether the last attempt that has ended had been interrupted.
	 */
	boolean wasInterrupted() {
		return this.interrupted;
	}

}
