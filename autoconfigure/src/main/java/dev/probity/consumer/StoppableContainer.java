package dev.probity.consumer;

import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * A container that knows no pause, and is stopped and started instead. If somebody else
 * stops it while it is held, that cannot be seen: it is stopped already.
 */
final class StoppableContainer implements ConsumerContainer {

	private static final Log logger = LogFactory.getLog(StoppableContainer.class);

	private final String id;

	private final SmartLifecycle container;

	private final Control control;

	// completed when the container that was held can be started again
	private volatile @Nullable CompletableFuture<@Nullable Void> stopped;

	StoppableContainer(String id, SmartLifecycle container, Control control) {
		this.id = id;
		this.container = container;
		this.control = control;
	}

	@Override
	public Object identity() {
		return this.container;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public @Nullable String mainId() {
		return null;
	}

	@Override
	public String heldWord() {
		return "stopped";
	}

	@Override
	public boolean canBeHeld() {
		return true;
	}

	@Override
	public boolean isRunning() {
		return this.container.isRunning();
	}

	@Override
	public boolean isHeld() {
		return !this.container.isRunning() || !canBeReleased();
	}

	@Override
	public void hold() {
		CompletableFuture<@Nullable Void> stopping = new CompletableFuture<>();
		this.stopped = stopping;
		try {
			this.control.stop(() -> stopping.complete(null));
		}
		catch (RuntimeException | Error ex) {
			// nobody would say any more that it has stopped
			stopping.complete(null);
			if (this.container.isRunning()) {
				throw ex;
			}
			// a connection that is broken could not be told: nothing consumes all the
			// same
			logger.debug("The container of the listener '%s' has stopped with an error".formatted(this.id), ex);
		}
	}

	/**
	 * One that is just being stopped cannot be started.
	 */
	@Override
	public boolean canBeReleased() {
		CompletableFuture<?> stopping = this.stopped;
		return stopping == null || stopping.isDone();
	}

	@Override
	public boolean release() {
		if (this.stopped != null) {
			this.container.start();
			// last: what cannot be started now has to be started yet
			this.stopped = null;
		}
		return this.container.isRunning();
	}

	/**
	 * Started with its context, it is started already.
	 */
	@Override
	public void forget() {
		this.stopped = null;
	}

	@Override
	public boolean startsByItself() {
		return this.container.isAutoStartup();
	}

	@Override
	public void deferStart() {
		this.control.setAutoStartup(false);
	}

	@Override
	public void restoreStart() {
		this.control.setAutoStartup(true);
	}

	@Override
	public void start() {
		this.container.start();
	}

	@Override
	public void stop() {
		this.container.stop();
	}

	@Override
	public void prepareToBeHeld() {
		this.control.stopAtOnce();
	}

	/**
	 * One that is just being stopped says at once that it has stopped.
	 */
	@Override
	public void leave(Runnable done) {
		CompletableFuture<?> stopping = this.stopped;
		this.control.leave((stopping != null) ? () -> stopping.thenRun(done) : done);
	}

	/**
	 * What containers of different libraries have in common, and no type says.
	 */
	interface Control {

		/**
		 * Stop it for a time.
		 * @param done called when it can be started again
		 */
		void stop(Runnable done);

		/**
		 * Whether it starts by itself.
		 */
		void setAutoStartup(boolean autoStartup);

		/**
		 * Have it stop when the message that it is at is finished, and not after all that
		 * it has fetched.
		 */
		void stopAtOnce();

		/**
		 * Stop it for good, and give back what it has fetched.
		 * @param done called when what it is at is finished
		 */
		void leave(Runnable done);

	}

}
