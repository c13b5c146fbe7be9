package dev.probity.registration;

import java.util.List;
import java.util.Map;

import dev.probity.lifecycle.ImmediateCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.lifecycle.StartupWatch;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans that hold the start of the instance open: they are watched in the background,
 * and only those that answer at once are asked by whoever asks a probe.
 */
final class StartupConditions {

	private StartupConditions() {
	}

	static List<StartupCondition> of(ListableBeanFactory beanFactory, StartupWatch watch) {
		List<StartupCondition> conditions = beanFactory.getBeanProvider(StartupCondition.class)
			.orderedStream()
			.toList();
		Map<String, StartupCondition> names = BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory,
				StartupCondition.class);
		return conditions.stream()
			.map((condition) -> (condition instanceof ImmediateCondition) ? condition
					: watch.watch(nameOf(condition, names), condition))
			.toList();
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
