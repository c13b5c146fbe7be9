package dev.probity.lifecycle;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * This instance of the application: its phase, override and published availability.
 * Thread-safe; readers take no lock.
 *
 * @since 0.1.0
 */
public final class Instance {

	// writes guarded by "this"
	private volatile InstanceState state = InstanceState.initial();

	private volatile Runnable alarm = () -> {
	};

	/**
	 * Register a callback for changes of the instance.
	 * @param alarm is called on any thread, takes the place of the one before, and must
	 * return at once
	 */
	public void onChange(Runnable alarm) {
		this.alarm = alarm;
	}

	/**
	 * The current state. @return the state, immutable
	 */
	public InstanceState state() {
		return this.state;
	}

	/**
	 * Move on to a later phase; a phase that is reached or passed already stays as it is,
	 * so that nothing ends a lame duck but the end.
	 * @param phase the phase
	 */
	public void advanceTo(LifecyclePhase phase) {
		update((state) -> (state.phase().compareTo(phase) < 0) ? state.with(phase) : state);
	}

	/**
	 * Leave: move on to the lame duck, unless that is reached or passed already.
	 * @param readiness what readiness is meanwhile; an instance that has not come up yet
	 * is not ready in any case
	 */
	public void leave(LameDuckReadiness readiness) {
		update((state) -> (state.phase().compareTo(LifecyclePhase.LAME_DUCK) < 0)
				? state.with(LifecyclePhase.LAME_DUCK)
					.with((state.startup() == StartupState.COMPLETE) ? readiness : LameDuckReadiness.WITHDRAWN)
				: state);
	}

	/**
	 * Withdraw the readiness of an instance that is shutting down, permanently.
	 */
	public void withdraw() {
		update((state) -> state.with(LameDuckReadiness.WITHDRAWN));
	}

	/**
	 * Mark the start as completed, permanently.
	 */
	public void completeStartup() {
		update((state) -> {
			InstanceState complete = state.with(StartupState.COMPLETE);
			return (state.phase() == LifecyclePhase.STARTING) ? complete.with(LifecyclePhase.SERVING) : complete;
		});
	}

	/**
	 * Say what an operator wants; to be called by {@link ReadinessControl} alone.
	 */
	void override(ReadinessOverride override) {
		update((state) -> state.with(override));
	}

	/**
	 * Say what an operator wants; to be called by {@link LivenessControl} alone.
	 */
	void hold(@Nullable LivenessHold hold) {
		update((state) -> state.with(state.restraint().with(hold)));
	}

	/**
	 * Take over what earlier restarts have shown.
	 * @param pauses for how long vital checks do not ask for another one, by their names
	 */
	public void pauseRestarts(Map<String, RestartPause> pauses) {
		update((state) -> state.with(state.restraint().with(pauses)));
	}

	/**
	 * Take over the availability that the application has published. Ignored during the
	 * lame duck, since Spring Boot then publishes that traffic is refused.
	 * @param readiness its readiness
	 */
	public void publish(ApplicationReadiness readiness) {
		update((state) -> (state.phase().compareTo(LifecyclePhase.LAME_DUCK) < 0) ? state.with(readiness) : state);
	}

	/**
	 * Say what the application has published.
	 * @param liveness its liveness
	 */
	public void publish(ApplicationLiveness liveness) {
		update((state) -> state.with(liveness));
	}

	/**
	 * Its application context is paused: checks do not run, and what is not known of them
	 * for that reason is not held against anybody.
	 */
	public void suspend() {
		update((state) -> state.with(Suspension.ONGOING));
	}

	/**
	 * Its application context goes on after a pause, and its checks run at once. For as
	 * long as it may take to see that one fails, it is awaited rather than unknown. Does
	 * nothing if it is not paused.
	 * @param tick reading of the ticker that the probes are asked by
	 */
	public void resume(long tick) {
		update((state) -> (state.suspension() instanceof Suspension.Ongoing) ? state.with(new Suspension.Over(tick))
				: state);
	}

	/**
	 * Something that is no part of the state may have changed: a condition of the start.
	 */
	public void stir() {
		this.alarm.run();
	}

	private void update(UnaryOperator<InstanceState> change) {
		synchronized (this) {
			this.state = change.apply(this.state);
		}
		this.alarm.run();
	}

}
