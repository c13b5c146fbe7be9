package dev.probity.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.Diagnosis;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a monitor. To tell them never fails, whatever one of them throws, and
 * whether or not there is memory: what is published is published, and whoever has done it
 * goes on from there. Told by one thread at a time.
 */
final class NotifiedListeners {

	private final List<StateTransitionListener> all;

	private volatile @Nullable Throwable failure;

	NotifiedListeners(List<StateTransitionListener> all) {
		this.all = all;
	}

	void deliver(CheckSnapshot before, CheckSnapshot after) {
		try {
			if (after.lastRun() != null) {
				deliver((listener) -> listener.onResult(new CheckChange(before, after)));
			}
			if (before.state() != after.state()) {
				deliver((listener) -> listener.onTransition(new CheckChange(before, after)));
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	void deliver(String check, @Nullable Diagnosis before, @Nullable Diagnosis after, Instant at) {
		try {
			deliver((listener) -> listener.onDiagnosis(new DiagnosisChange(check, before, after, at)));
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	/**
	 * One that throws an exception does not affect the others.
	 */
	private void deliver(Consumer<StateTransitionListener> notification) {
		for (StateTransitionListener listener : this.all) {
			try {
				notification.accept(listener);
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
		}
	}

	/**
	 * Return and forget the last exception.
	 */
	@Nullable Throwable takeFailure() {
		Throwable taken = this.failure;
		if (taken != null) {
			this.failure = null;
		}
		return taken;
	}

}
