package dev.probity.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.lifecycle.ImmediateCondition;
import dev.probity.lifecycle.StartupCondition;

import org.springframework.context.ApplicationContext;

/**
 * The beans that hold the start of the instance open: they are watched in the background,
 * and only those that answer at once are asked by whoever asks a probe.
 */
final class StartupConditions {

	private StartupConditions() {
	}

	/**
	 * Those of the application first.
	 */
	static List<StartupCondition> of(ApplicationContext context, Engine engine) {
		Map<String, StartupCondition> beans = ApplicationBeans.withAncestors(context, StartupCondition.class);
		List<StartupCondition> all = new ArrayList<>();
		beans.forEach((name, condition) -> {
			if (!(condition instanceof ImmediateCondition)) {
				all.add(engine.startup().watch(name, condition));
			}
		});
		all.add(engine.ready());
		beans.values().stream().filter(ImmediateCondition.class::isInstance).forEach(all::add);
		return List.copyOf(all);
	}

}
