package dev.probity.event;

import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChangeListener;
import dev.probity.check.CheckChange;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.settings.LoggedTransitions;

/**
 * All that Probity logs of changes. Each kind of change has a logger of its own, whose
 * level is its own, too.
 */
final class ChangeLog implements StateTransitionListener, VerdictChangeListener, ReadinessOverrideListener {

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
	public void onDiagnosis(DiagnosisChange change) {
		this.transitions.onDiagnosis(change);
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

}
