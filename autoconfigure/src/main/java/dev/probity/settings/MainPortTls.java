package dev.probity.settings;

import org.springframework.core.env.Environment;

/**
 * Whether the port of the application speaks TLS, as its properties say, which are known
 * before it is there.
 *
 * @since 0.1.0
 */
public final class MainPortTls {

	private MainPortTls() {
	}

	/**
	 * What the properties say, whatever the application is served by.
	 * @return whether it does
	 */
	public static boolean isEnabled(Environment environment) {
		return environment.getProperty("server.ssl.enabled", Boolean.class, true)
				&& (environment.containsProperty("server.ssl.bundle")
						|| environment.containsProperty("server.ssl.key-store")
						|| environment.containsProperty("server.ssl.certificate"));
	}

}
