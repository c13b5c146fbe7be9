package dev.probity.load;

import java.util.function.Supplier;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A dependency that readiness requires and that is not known to be well, by its name: one
 * whose check is failing, unknown, stale, or has a failure that is not confirmed yet.
 * What goes wrong then readiness counts already. Thread-safe.
 */
final class UnwellDependency implements Supplier<@Nullable String> {

	private final CheckMonitor monitor;

	private final Supplier<Probes> probes;

	private final Ticker ticker;

	/**
	 * Look for such dependencies.
	 * @param probes asked for with the first look, since they are made of much else
	 */
	public UnwellDependency(CheckMonitor monitor, Supplier<Probes> probes, Ticker ticker) {
		this.monitor = monitor;
		this.probes = probes;
		this.ticker = ticker;
	}

	@Override
	public @Nullable String get() {
		Probe readiness = this.probes.get().probe(Probe.READINESS);
		if (readiness == null) {
			return null;
		}
		// before the clock, or what is new might be from the future
		Iterable<CheckSnapshot> checks = this.monitor.snapshots().values();
		long now = this.ticker.read();
		for (CheckSnapshot check : checks) {
			if (check.kind() == CheckKind.DEPENDENCY && readiness.criticalityOf(check) == Criticality.REQUIRED
					&& !check.isWell(now)) {
				return check.name();
			}
		}
		return null;
	}

}
