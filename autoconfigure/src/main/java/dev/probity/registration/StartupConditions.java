package dev.probity.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.lifecycle.ImmediateCondition;
import dev.probity.lifecycle.StartupCondition;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

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
	static List<StartupCondition> of(ListableBeanFactory beanFactory, Engine engine) {
		List<StartupCondition> conditions = beanFactory.getBeanProvider(StartupCondition.class)
			.orderedStream()
			.toList();
		Map<String, StartupCondition> names = BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory,
				StartupCondition.class);
		List<StartupCondition> all = new ArrayList<>();
		conditions.stream()
			.filter((condition) -> !(condition instanceof ImmediateCondition))
			.forEach((condition) -> all.add(engine.startup().watch(nameOf(condition, names), condition)));
		all.add(engine.ready());
		conditions.stream().filter(ImmediateCondition.class::isInstance).forEach(all::add);
		return List.copyOf(all);
	}

	private static String nameOf(StartupCondition condition, Map<String, StartupCondition> names) {
		return names.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == condition)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(condition.getClass().getName());
	}

}
