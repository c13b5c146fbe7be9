package dev.probity.consumer;

import java.util.List;
import java.util.function.Supplier;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Something that listeners need: one check or several. It hinders until it has passed for
 * the first time, and from then on only while a failure is confirmed. Thread-safe.
 */
final class Need {

	private final String name;

	private final Supplier<List<Member>> checks;

	// only ever becomes true
	private volatile boolean hasPassed;

	/**
	 * @param name as the settings have it
	 * @param checks the checks, as they are now
	 */
	Need(String name, Supplier<List<Member>> checks) {
		this.name = name;
		this.checks = checks;
	}

	/**
	 * A need whose checks are those of a probe that nobody asks.
	 */
	static Need of(String name, Probe probe, Probes probes) {
		return new Need(name, () -> probes.members(probe));
	}

	String name() {
		return this.name;
	}

	/**
	 * What keeps listeners from consuming, if anything does.
	 */
	@Nullable Hindrance hindrance() {
		Member unknown = null;
		for (Member check : this.checks.get()) {
			Cause condition = check.condition();
			if (condition == Cause.FAILING || condition == Cause.STALE) {
				return new Hindrance(this.name, check.name(), condition);
			}
			if (condition != null && condition != Cause.DEGRADED) {
				unknown = check;
			}
		}
		if (unknown == null) {
			this.hasPassed = true;
		}
		return (unknown == null || this.hasPassed) ? null : new Hindrance(this.name, unknown.name(), Cause.UNKNOWN);
	}

}
