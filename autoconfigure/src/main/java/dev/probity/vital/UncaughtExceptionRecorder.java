package dev.probity.vital;

import java.lang.Thread.UncaughtExceptionHandler;

import org.jspecify.annotations.Nullable;

/**
 * Remembers by which exception a thread has ended, and passes it on to the handler that
 * would have received it otherwise: the thread's own handler, or its group and so the
 * default handler, whichever that is by then.
 */
final class UncaughtExceptionRecorder implements UncaughtExceptionHandler {

	private final @Nullable UncaughtExceptionHandler next;

	private volatile @Nullable Throwable thrown;

	private UncaughtExceptionRecorder(@Nullable UncaughtExceptionHandler next) {
		this.next = next;
	}

	/**
	 * The one of a thread, which has at most one, however many heartbeats it has had.
	 */
	static UncaughtExceptionRecorder of(Thread thread) {
		UncaughtExceptionHandler current = thread.getUncaughtExceptionHandler();
		if (current instanceof UncaughtExceptionRecorder recorder) {
			return recorder;
		}
		UncaughtExceptionRecorder recorder = new UncaughtExceptionRecorder(current);
		thread.setUncaughtExceptionHandler(recorder);
		return recorder;
	}

	@Nullable Throwable thrown() {
		return this.thrown;
	}

	@Override
	public void uncaughtException(Thread thread, Throwable ex) {
		this.thrown = ex;
		if (this.next != null) {
			this.next.uncaughtException(thread, ex);
		}
	}

}
