package dev.probity.registration;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckRegistration;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckDefinitions;
import dev.probity.probe.Criticality;

import org.springframework.context.ApplicationContext;

/**
 * The checks that the application has defined as beans; the bean's name is the check's,
 * unless the bean is a registration with a own name.
 */
final class BeanCheckDefinitions implements CheckDefinitions {

	private final ApplicationContext context;

	BeanCheckDefinitions(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Stream<CheckDefinition> checks = beans(HealthCheck.class).map((bean) -> new CheckDefinition(bean.getKey(), null,
				criticality(CheckKind.of(bean.getValue())), Pace.NORMAL, (policy) -> bean.getValue()));
		Stream<CheckDefinition> registrations = beans(CheckRegistration.class)
			.map((bean) -> new CheckDefinition(bean.getValue(), criticality(bean.getValue().kind())));
		return Stream.concat(checks, registrations).toList();
	}

	/**
	 * An application that looks at its load has not yet said that it wants to leave.
	 */
	private static Criticality criticality(CheckKind kind) {
		return (kind == CheckKind.LOAD) ? Criticality.OPTIONAL : Criticality.REQUIRED;
	}

	private <T> Stream<Map.Entry<String, T>> beans(Class<T> type) {
		return ApplicationBeans.of(this.context, type).entrySet().stream();
	}

}
