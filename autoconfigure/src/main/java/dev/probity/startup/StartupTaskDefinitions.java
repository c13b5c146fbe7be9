package dev.probity.startup;

import java.util.ArrayList;
import java.util.List;

import dev.probity.registration.ApplicationBeans;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.text.VisibleText;

import org.springframework.context.ApplicationContext;

/**
 * The startup tasks that the application has defined as beans, with what the properties
 * say of them; the bean's name is the task's, unless the bean is a registration with a
 * own name.
 */
final class StartupTaskDefinitions {

	private StartupTaskDefinitions() {
	}

	static List<StartupTaskDefinition> of(ApplicationContext context, StartupTaskSettings settings) {
		List<StartupTaskDefinition> definitions = new ArrayList<>();
		ApplicationBeans.of(context, StartupTask.class).forEach((bean, task) -> {
			if (!StartupTaskRegistration.isName(bean)) {
				throw new FailureAnalyzedException(
						"The startup task '%s' has the name of its bean, which has white space or characters that cannot be seen in it."
							.formatted(VisibleText.line(bean)),
						"Give the bean another name, or define it as a StartupTaskRegistration.");
			}
			definitions.add(definition(bean, new StartupTaskRegistration(bean, task, task.policy()), settings));
		});
		ApplicationBeans.of(context, StartupTaskRegistration.class)
			.forEach((bean, registration) -> definitions.add(definition(bean, registration, settings)));
		return definitions;
	}

	private static StartupTaskDefinition definition(String bean, StartupTaskRegistration registration,
			StartupTaskSettings settings) {
		return new StartupTaskDefinition(bean, new StartupTaskRegistration(registration.name(), registration.task(),
				settings.policy(registration.name(), registration.policy())));
	}

}
