package dev.probity.consumer;

import org.jspecify.annotations.Nullable;

/**
 * A container that does what it is told at once.
 */
final class FakeContainer implements ConsumerContainer {

	private final String id;

	private final @Nullable String mainId;

	boolean startsByItself = true;

	volatile boolean running;

	boolean failsToStart;

	boolean leavesLate;

	boolean failsToLeave;

	private volatile Runnable finish = () -> {
	};

	boolean held;

	boolean pausedByOthers;

	FakeContainer(String id) {
		this(id, null);
	}

	FakeContainer(String id, @Nullable String mainId) {
		this.id = id;
		this.mainId = mainId;
	}

	boolean consumes() {
		return this.running && !this.held && !this.pausedByOthers;
	}

	@Override
	public Object identity() {
		return this;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public @Nullable String mainId() {
		return this.mainId;
	}

	@Override
	public String heldWord() {
		return "paused";
	}

	@Override
	public boolean canBeHeld() {
		return true;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isHeld() {
		return this.held;
	}

	@Override
	public void hold() {
		this.held = true;
	}

	@Override
	public boolean release() {
		requireBroker();
		this.held = false;
		return consumes();
	}

	@Override
	public void forget() {
		this.held = false;
	}

	private void requireBroker() {
		if (this.failsToStart) {
			throw new IllegalStateException("the broker is away");
		}
	}

	@Override
	public boolean startsByItself() {
		return this.startsByItself;
	}

	@Override
	public void deferStart() {
		this.startsByItself = false;
	}

	@Override
	public void restoreStart() {
		this.startsByItself = true;
	}

	@Override
	public void start() {
		requireBroker();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public void leave(Runnable done) {
		this.finish = done;
		this.running = false;
		if (this.failsToLeave) {
			throw new IllegalStateException("broken");
		}
		if (!this.leavesLate) {
			done.run();
		}
	}

	void finish() {
		this.finish.run();
	}

}
