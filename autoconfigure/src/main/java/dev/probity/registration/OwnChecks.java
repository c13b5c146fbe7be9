package dev.probity.registration;

import java.util.ArrayList;
import java.util.List;

import dev.probity.definition.CheckDefinitions;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The checks that are beans of the application.
 */
final class OwnChecks {

	private OwnChecks() {
	}

	/**
	 * Those of one context, in a list that may grow.
	 */
	static List<CheckDefinitions> of(ApplicationContext context) {
		List<CheckDefinitions> sources = new ArrayList<>();
		if (ClassUtils.isPresent("reactor.core.publisher.Mono", context.getClassLoader())) {
			sources.add(new ReactiveBeanCheckDefinitions(context));
		}
		sources.add(new BeanCheckDefinitions(context));
		return sources;
	}

}
