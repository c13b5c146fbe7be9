package dev.probity.event;

import dev.probity.check.CheckChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.probe.VerdictChange;
import dev.probity.probe.VerdictChangeListener;
import dev.probity.settings.LoggedTransitions;

import org.springframework.core.Ordered;

/**
 * All that Probity logs of changes, as one bean. Each kind of change has a logger of its
 * own, whose level is its own, too.
 */
final class ChangeLog implements StateTransitionListener, VerdictChangeListener, ReadinessOverrideListener, Ordered {

	private final TransitionLogger transitions;

	private final VerdictLogger verdicts;

	private final OverrideLogger overrides = new OverrideLogger();

	ChangeLog(LoggedTransitions logged) {
		this.transitions = new TransitionLogger(logged);
		this.verdicts = new VerdictLogger(logged);
	}

	@Override
	public void onTransition(CheckChange transition) {
		this.transitions.onTransition(transition);
	}

	@Override
	public void onResult(CheckChange result) {
		this.transitions.onResult(result);
	}

	@Override
	public void onChange(VerdictChange change) {
		this.verdicts.onChange(change);
	}

	@Override
	public void onChange(ReadinessOverrideChange change) {
		this.overrides.onChange(change);
	}

	@Override
	public void onShadowChange(VerdictChange change) {
		this.verdicts.onShadowChange(change);
	}

	/**
	 * Run before listeners of the application, which may be slow.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
