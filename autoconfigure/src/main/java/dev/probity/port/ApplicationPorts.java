package dev.probity.port;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySource.StubPropertySource;

/**
 * The ports that the application opens itself, by the properties that say which.
 *
 * @param environment has the properties
 * @param type what the application is, unless a property says otherwise; {@code null} if
 * nobody knows
 */
record ApplicationPorts(ConfigurableEnvironment environment, @Nullable WebApplicationType type) {

	private static final String SERVER = "server.port";

	// Spring Boot's, for a web server whose port nobody sets
	private static final int DEFAULT_OF_SERVER = 8080;

	private static final int ANY = 0;

	private static final List<String> PROPERTIES = List.of(SERVER, "management.server.port", "spring.grpc.server.port");

	/**
	 * The property by which the application has a port of that number, set or by default.
	 */
	@Nullable String propertyOf(int port) {
		Binder binder = Binder.get(this.environment);
		return PROPERTIES.stream().filter((property) -> {
			Integer number = binder.bind(property, Integer.class).orElse(null);
			return (number != null) ? number == port && port != ANY
					: property.equals(SERVER) && port == DEFAULT_OF_SERVER && hasServer(binder);
		}).findFirst().orElse(null);
	}

	private boolean hasServer(Binder binder) {
		WebApplicationType actual = binder.bind("spring.main.web-application-type", WebApplicationType.class)
			.orElse(this.type);
		return actual != null && actual != WebApplicationType.NONE && !isInContainer();
	}

	/**
	 * Whether the server is somebody else's, as that of a WAR is, whose port no property
	 * says.
	 */
	private boolean isInContainer() {
		PropertySource<?> parameters = this.environment.getPropertySources().get("servletContextInitParams");
		return parameters != null && !(parameters instanceof StubPropertySource);
	}

}
