package dev.probity.settings;

import org.springframework.core.env.Environment;

/**
 * Whether a context is made by Spring Boot for a test. Such contexts are kept, many at a
 * time, and closed when the JVM goes down.
 *
 * @since 0.1.0
 */
public final class SpringBootTests {

	// set by Spring Boot
	private static final String MARK = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

	private SpringBootTests() {
	}

	/**
	 * Whether a context is made for a test.
	 * @param environment the environment of the context
	 * @return whether it is
	 */
	public static boolean isOne(Environment environment) {
		return environment.getProperty(MARK, Boolean.class, false);
	}

}
