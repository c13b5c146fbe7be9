package dev.probity.settings;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Has the environment variables under <code>PROBITY_</code> taken for what they say as
 * soon as the environment is there, before anybody asks it for a property.
 */
class ProbityVariablesEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ProbityVariables.apply(environment);
	}

	/**
	 * After Spring Boot has made its own source of the variables, which may have a
	 * prefix.
	 */
	@Override
	public int getOrder() {
		return SystemEnvironmentPropertySourceEnvironmentPostProcessor.DEFAULT_ORDER + 2;
	}

}
