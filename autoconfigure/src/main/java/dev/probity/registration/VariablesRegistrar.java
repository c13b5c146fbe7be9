package dev.probity.registration;

import dev.probity.settings.ProbityVariables;

import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Has environment variables taken for what they say, in an application that is not made
 * by {@code SpringApplication}, before any property is bound. Registers no beans.
 */
final class VariablesRegistrar implements ImportBeanDefinitionRegistrar {

	VariablesRegistrar(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			ProbityVariables.apply(configurable);
		}
	}

}
