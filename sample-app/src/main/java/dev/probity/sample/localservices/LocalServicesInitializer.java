package dev.probity.sample.localservices;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Starts the local services before anything asks where the database is, however the
 * application is started: from its main class, as a jar or by a test.
 */
final class LocalServicesInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (environment.acceptsProfiles(Profiles.of("external"))
				|| Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return;
		}
		LocalServices services = LocalServices.shared();
		// last: whoever names a server gets that one
		environment.getPropertySources().addLast(new MapPropertySource("localServices", services.properties()));
		context.getBeanFactory().registerSingleton("localServices", services);
	}

}
