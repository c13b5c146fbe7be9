package dev.probity.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The phases of Spring's shutdown in which something waits. A phase ends when all its
 * beans have stopped, at the latest when its timeout is over, so each counts once,
 * whatever the number of its beans. One whose beans stop at once counts nothing.
 */
final class ShutdownPhases implements ShutdownCosts {

	private final ApplicationContext context;

	private final List<PhaseWait> waits;

	ShutdownPhases(ApplicationContext context, List<PhaseWait> waits) {
		this.context = context;
		this.waits = waits;
	}

	/**
	 * Those of the parents, too, which end with the same signal.
	 */
	@Override
	public List<ShutdownStep> steps() {
		List<ShutdownStep> steps = new ArrayList<>();
		for (ApplicationContext each = this.context; each != null; each = each.getParent()) {
			steps.addAll(stepsOf(each));
		}
		return steps;
	}

	private List<ShutdownStep> stepsOf(ApplicationContext context) {
		Map<Integer, Set<String>> phases = new TreeMap<>(Collections.reverseOrder());
		context.getBeansOfType(SmartLifecycle.class, false, false)
			.forEach((name, bean) -> waitsOf(name, bean, context).forEach(
					(wait) -> phases.computeIfAbsent(bean.getPhase(), (phase) -> new LinkedHashSet<>()).add(wait)));
		PhaseTimeouts timeouts = PhaseTimeouts.of(context);
		return phases.entrySet().stream().map((phase) -> step(phase.getValue(), timeouts.of(phase.getKey()))).toList();
	}

	private Stream<String> waitsOf(String name, SmartLifecycle bean, ApplicationContext context) {
		Stream<@Nullable String> known = this.waits.stream().map((wait) -> wait.of(name, bean, context));
		return known.filter(Objects::nonNull).map(Objects::requireNonNull);
	}

	private static ShutdownStep step(Set<String> waits, Duration timeout) {
		return new ShutdownStep(String.join(" and ", waits), timeout, PhaseTimeouts.PROPERTY);
	}

}
