package dev.probity.jdbc;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers fail fast whose pool cannot give them a connection: while its check is
 * known to fail and the instance stays in service, they wait only briefly, or requests
 * that need no database would soon find no thread. Used by one thread.
 */
final class FailFastPools {

	private final Duration limit;

	private final CheckMonitor monitor;

	private final Supplier<Probes> probes;

	private final Function<DataSource, @Nullable BorrowTimeout> timeouts;

	// by pool
	private final Map<Object, CallerPatience> lowered = new IdentityHashMap<>();

	/**
	 * Let callers fail fast.
	 * @param limit how long they wait then
	 * @param monitor knows what fails
	 * @param probes know whether the instance stays
	 * @param timeouts how long callers wait for the pool behind a data source, if that
	 * can be set
	 */
	FailFastPools(Duration limit, CheckMonitor monitor, Supplier<Probes> probes,
			Function<DataSource, @Nullable BorrowTimeout> timeouts) {
		this.limit = limit;
		this.monitor = monitor;
		this.probes = probes;
		this.timeouts = timeouts;
	}

	/**
	 * Let those fail fast whose check fails now, and the others wait as before.
	 * @param askedBy the data source that a check has asked, if it is one; must not look
	 * for it
	 */
	void adjust(Function<String, @Nullable DataSource> askedBy) {
		Set<Object> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
		this.monitor.snapshots().values().forEach((check) -> {
			if (check.state() == CheckState.FAILING && check.kind() == CheckKind.DEPENDENCY) {
				DataSource asked = askedBy.apply(check.name());
				BorrowTimeout timeout = (asked != null) ? this.timeouts.apply(asked) : null;
				if (timeout != null && stays(check.name())) {
					wanted.add(timeout.pool());
					this.lowered.computeIfAbsent(timeout.pool(),
							(pool) -> CallerPatience.lower(timeout, this.limit, check.name()));
				}
			}
		});
		restoreOthers(wanted);
	}

	/**
	 * Whether the instance has been ready and this failure does not withdraw it. Another
	 * one may: that its port answers nobody, say, because all threads wait for the pool.
	 */
	private boolean stays(String check) {
		Probes all = this.probes.get();
		Probe readiness = all.probe(Probe.READINESS);
		return readiness != null && all.hasBeenReady(readiness)
				&& all.evaluate(readiness)
					.reasons()
					.stream()
					.noneMatch((reason) -> check.equals(reason.subject())
							&& reason.criticality() == Criticality.REQUIRED && reason.cause() != Cause.HELD);
	}

	private void restoreOthers(Set<Object> wanted) {
		for (Object pool : List.copyOf(this.lowered.keySet())) {
			CallerPatience patience = wanted.contains(pool) ? null : this.lowered.remove(pool);
			if (patience != null) {
				patience.restore();
			}
		}
	}

}
