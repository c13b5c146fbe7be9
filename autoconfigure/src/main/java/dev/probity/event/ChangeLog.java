package dev.probity.event;

import dev.probity.check.CountedResult;
import dev.probity.check.StateTransition;
import dev.probity.check.StateTransitionListener;
import dev.probity.probe.ReadinessOverrideChange;
import dev.probity.probe.ReadinessOverrideListener;
import dev.probity.probe.ShadowChange;
import dev.probity.probe.ShadowChangeListener;
import dev.probity.probe.VerdictChange;
import dev.probity.probe.VerdictChangeListener;

import org.springframework.core.Ordered;

/**
 * All that Probity logs of changes, as one bean. Each kind of change has a logger of its
 * own, whose level is its own, too.
 */
final class ChangeLog implements StateTransitionListener, VerdictChangeListener, ReadinessOverrideListener,
		ShadowChangeListener, Ordered {

	private final TransitionLogger transitions = new TransitionLogger();

	private final VerdictLogger verdicts = new VerdictLogger();

	private final OverrideLogger overrides = new OverrideLogger();

	private final ShadowLogger shadows = new ShadowLogger();

	@Override
	public void onTransition(StateTransition transition) {
		this.transitions.onTransition(transition);
	}

	@Override
	public void onResult(CountedResult result) {
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
	public void onChange(ShadowChange change) {
		this.shadows.onChange(change);
	}

	/**
	 * Before listeners that may be slow.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
