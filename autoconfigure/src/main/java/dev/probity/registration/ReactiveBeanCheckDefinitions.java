package dev.probity.registration;

import java.util.Collection;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckDefinitions;
import dev.probity.probe.Criticality;

import org.springframework.context.ApplicationContext;

/**
 * The reactive checks that the application has defined as beans; the bean's name is the
 * check's.
 */
final class ReactiveBeanCheckDefinitions implements CheckDefinitions {

	private final ApplicationContext context;

	ReactiveBeanCheckDefinitions(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return ApplicationBeans.of(this.context, ReactiveDependencyCheck.class)
			.entrySet()
			.stream()
			.map((bean) -> new CheckDefinition(bean.getKey(), null, Criticality.REQUIRED, Pace.NORMAL,
					(policy) -> (DependencyCheck) () -> await(bean.getValue(), policy)))
			.toList();
	}

	private static CheckResult await(ReactiveDependencyCheck check, CheckPolicy policy) throws Exception {
		CheckResult result = RunLimit.await(check.check().toFuture(), policy.timeout());
		return (result != null) ? result : CheckResult.failed("the check returned nothing");
	}

}
