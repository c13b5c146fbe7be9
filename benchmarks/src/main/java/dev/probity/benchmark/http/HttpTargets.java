package dev.probity.benchmark.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Target;

/**
 * What was to be reached at 16 connections, and what was.
 *
 * @param rounds what was measured while all was well
 * @param conditions what was measured otherwise
 */
record HttpTargets(Rounds rounds, Conditions conditions) {

	private static final String TIMES = " ×";

	List<Target> all() {
		List<Target> targets = new ArrayList<>();
		for (Stack stack : Cell.STACKS) {
			Cell readyz = new Cell(stack, Variant.PROBITY, Cell.READYZ, Cell.CONNECTIONS);
			Cell readiness = new Cell(stack, Variant.PROBITY, Cell.READINESS, Cell.CONNECTIONS);
			Cell stockLiveness = new Cell(stack, Variant.STOCK, Cell.LIVENESS, Cell.CONNECTIONS);
			targets.add(throughput(readyz));
			targets.add(Target.atLeast(
					"the probe port, beside %s: requests/s, by those of `/readyz`".formatted(stack.label()), 1.3, 0.8,
					ratio(new Cell(stack, Variant.PROBITY, Cell.PROBE_PORT, Cell.CONNECTIONS), readyz,
							Reading::perSecond),
					TIMES));
			targets
				.add(Target.atMost("`/readyz` on %s: bytes per request, by those of `/const`".formatted(stack.label()),
						1, 1.3, ratio(readyz, readyz.limit(), Reading::kibibytes), TIMES));
			targets.add(Target.atMost("`/readyz` on %s: p99, by that of `/const`".formatted(stack.label()), 1.3, 10,
					ratio(readyz, readyz.limit(), (reading) -> reading.sample().millis(99)), TIMES));
			targets.add(Target.atLeast(
					"`%s` on %s: requests/s, by those of stock liveness".formatted(Cell.READINESS, stack.label()), 1,
					0.25, ratio(readiness, stockLiveness, Reading::perSecond), TIMES));
			targets.add(Target.atMost(
					"`/readyz` on %s: p99.9 while PostgreSQL hangs, by that while all is well".formatted(stack.label()),
					2, 50, this.conditions.slowdown(Conditions.HUNG, stack), TIMES));
		}
		return targets;
	}

	private Target throughput(Cell readyz) {
		String claim = "`/readyz` on %s: requests/s, by those of `/const`".formatted(readyz.stack().label());
		double measured = ratio(readyz, readyz.limit(), Reading::perSecond);
		return (readyz.stack() == Stack.NETTY) ? Target.atLeast(claim, 1.4, 0.7, measured, TIMES)
				: Target.atLeast(claim, 1.1, 0.6, measured, TIMES);
	}

	private double ratio(Cell cell, Cell other, ToDoubleFunction<Reading> figure) {
		return this.rounds.ratios(cell, other, figure).median();
	}

}
