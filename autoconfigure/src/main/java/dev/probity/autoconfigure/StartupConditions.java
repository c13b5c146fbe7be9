package dev.probity.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.probity.probe.StartupCondition;
import dev.probity.probe.StartupWatch;
import dev.probity.startup.StartupGate;
import dev.probity.startup.StartupTasks;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans that hold the start of the instance open: those of the application are
 * watched, and only ours are asked by whoever asks a probe.
 */
final class StartupConditions {

	// nothing that users write runs in them, and they answer at once
	private static final Set<Class<?>> OURS = Set.of(ApplicationReady.class, StartupGate.class, StartupTasks.class);

	private StartupConditions() {
	}

	static List<StartupCondition> of(ListableBeanFactory beanFactory, StartupWatch watch) {
		List<StartupCondition> conditions = beanFactory.getBeanProvider(StartupCondition.class)
			.orderedStream()
			.toList();
		Map<String, StartupCondition> names = BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory,
				StartupCondition.class);
		return conditions.stream()
			.map((condition) -> OURS.contains(condition.getClass()) ? condition
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
