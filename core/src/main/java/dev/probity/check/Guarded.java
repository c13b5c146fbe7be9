package dev.probity.check;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs what others have written, so that nothing it does reaches whoever runs it or
 * whoever comes next: what it throws is logged, also where that is an error or the log
 * fails, too, and an interrupt that it leaves behind is cleared. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Guarded {

	private final BiConsumer<String, @Nullable Throwable> log;

	/**
	 * Guard actions.
	 * @param log logs what has failed and what was thrown
	 */
	public Guarded(BiConsumer<String, @Nullable Throwable> log) {
		this.log = log;
	}

	/**
	 * Run an action. To be called on a thread of the engine only: it clears an interrupt.
	 * @param action the action
	 * @param failure says what has failed, if it throws
	 */
	public void run(Runnable action, Supplier<String> failure) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			report(failure, ex);
		}
		finally {
			// an interrupt that an action has left behind is not meant for the next one
			Thread.interrupted();
		}
	}

	/**
	 * Notify each listener once, in their order, whatever the others do. To be called on
	 * a thread of the engine only: it clears interrupts.
	 * @param listeners the listeners
	 * @param notification notifies one of them
	 * @param failure says what has failed, if one of them throws
	 * @param <L> the type of the listeners
	 */
	public <L> void each(Collection<? extends L> listeners, Consumer<? super L> notification,
			Supplier<String> failure) {
		for (L listener : listeners) {
			run(() -> notification.accept(listener), failure);
		}
	}

	/**
	 * Log a failure. A log that fails, too, is no reason for anything else to.
	 * @param failure says what has failed
	 * @param thrown what was thrown, or {@code null} if nothing was
	 */
	public void report(Supplier<String> failure, @Nullable Throwable thrown) {
		try {
			this.log.accept(failure.get(), thrown);
		}
		catch (Throwable ex) {
			// what has kept the action from its work may keep the log from it, too
		}
	}

}
