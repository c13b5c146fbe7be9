package dev.probity.autoconfigure;

import dev.probity.check.CheckScheduler;
import dev.probity.probe.Instance;
import dev.probity.probe.LifecyclePhase;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the checks from before the web server opens its port until after it has closed it.
 * While the context is paused they are suspended, and nothing is known after that.
 */
final class CheckLifecycle implements SmartLifecycle, DisposableBean {

	// below the web server (MAX - 2048), above executors and connection factories
	static final int PHASE = Integer.MAX_VALUE - 4096;

	private final CheckScheduler scheduler;

	private final Instance instance;

	private volatile boolean running;

	CheckLifecycle(CheckScheduler scheduler, Instance instance) {
		this.scheduler = scheduler;
		this.instance = instance;
	}

	@Override
	public void start() {
		this.running = true;
		this.scheduler.resume();
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.pause();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void destroy() {
		this.instance.advanceTo(LifecyclePhase.STOPPED);
	}

}
