package dev.probity.settings;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.env.Environment;

/**
 * What comes before all paths of the application's own port, as the properties say it.
 * Spring Boot takes each of them with a slash at its end or without one, and some without
 * one at the beginning.
 */
public final class MainBasePath {

	private static final String WEB_FLUX = "spring.webflux.base-path";

	private MainBasePath() {
	}

	/**
	 * What the properties say, whatever the application is served by.
	 * @return the path, empty or beginning with a slash, and never ending with one
	 */
	public static String of(Environment environment) {
		return Stream.of("server.servlet.context-path", "spring.mvc.servlet.path", WEB_FLUX)
			.map((property) -> clean(environment, property))
			.collect(Collectors.joining());
	}

	/**
	 * The same of an application that Spring WebFlux serves.
	 */
	public static String ofWebFlux(Environment environment) {
		return clean(environment, WEB_FLUX);
	}

	private static String clean(Environment environment, String property) {
		String text = environment.getProperty(property, "").strip();
		while (text.endsWith("/")) {
			text = text.substring(0, text.length() - 1);
		}
		return (text.isEmpty() || text.startsWith("/")) ? text : "/" + text;
	}

}
