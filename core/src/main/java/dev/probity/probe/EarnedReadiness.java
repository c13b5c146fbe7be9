package dev.probity.probe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.probe.VerdictReason.Cause;

/**
 * Which readiness probes have been ready by their checks, and not only because an
 * operator said so: of those alone a failure may withdraw less. Only ever grows.
 * Thread-safe.
 */
final class EarnedReadiness {

	private final WithdrawalRule rule;

	private final Set<String> probes = ConcurrentHashMap.newKeySet();

	/**
	 * For an instance.
	 * @param rule counts for those that have been ready
	 */
	EarnedReadiness(WithdrawalRule rule) {
		this.rule = rule;
	}

	/**
	 * A verdict has been evaluated.
	 */
	void note(Probe probe, ProbeVerdict verdict) {
		if (verdict.status().passes()
				&& verdict.reasons().stream().noneMatch((reason) -> reason.cause() == Cause.OVERRIDE)) {
			this.probes.add(probe.name());
		}
	}

	boolean isOf(Probe probe) {
		return this.probes.contains(probe.name());
	}

	/**
	 * What counts for a probe.
	 */
	WithdrawalRule ruleFor(Probe probe) {
		return isOf(probe) ? this.rule : WithdrawalRule.ALWAYS;
	}

	/**
	 * Changes with what the rule says.
	 */
	long revision() {
		return this.rule.revision();
	}

}
