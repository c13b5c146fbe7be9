package dev.probity.test.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a driver puts into its errors: nobody without credentials reads one of the
 * application's secrets in an answer of a probe, nor in one of Actuator's.
 */
final class SecrecyPromise {

	private static final List<String> ENDPOINTS = List.of("", "/health", "/probity", "/env", "/configprops", "/info");

	private static final Pattern SECRET = Pattern
		.compile("(?i).*(password|secret|credential|token|private.?key|api.?key)");

	// what a driver may say; none of its words is a secret
	private static final String PLANTED = "jdbc:postgresql://app:%1$s@db/orders?password=%1$s";

	private static final String WORDS = "cannot connect to server: ";

	// what stands for a secret that is hidden, or says where one is
	private static final Pattern NO_SECRET = Pattern.compile("\\*+|(classpath\\*?|file|https?):.*");

	private SecrecyPromise() {
	}

	static void keep(TestedApplication application) {
		Map<String, String> secrets = secrets((ConfigurableEnvironment) application.environment());
		String reason = WORDS + String.join(", ", secrets.values()
			.stream()
			// what would have to be encoded in a URL
			.filter((secret) -> secret.matches("[\\w-]+"))
			.map((secret) -> PLANTED.formatted(secret))
			.toList());
		application.dependencies().forEach((check) -> application.tester().check(check).fails(reason));
		answers(application).forEach((answer) -> secrets.forEach((property, secret) -> {
			// neither the answer nor the value is printed: it would be in the log of the
			// build
			assertThat(answer.body().contains(secret) || answer.body().contains(inJson(secret)))
				.as("GET %s, without credentials, shows the value of '%s'. Show the endpoint to nobody without credentials, or no values (show-values, show-details), or leave the secret out of what the application says",
						answer.path(), property)
				.isFalse();
		}));
	}

	private static Stream<Answer> answers(TestedApplication application) {
		String health = application.locations().health();
		String endpoints = health.substring(0, health.lastIndexOf('/'));
		return Stream.concat(
				application.paths().stream().flatMap((path) -> Stream.of(path, path.verbose())).map(application::ask),
				Stream
					.concat(ENDPOINTS.stream().map((endpoint) -> endpoints + endpoint),
							application.probes().all().stream().map((probe) -> health + "/" + probe.name()))
					.map(application::askManagement));
	}

	/**
	 * The application's secrets by the names of their properties. What is shorter than
	 * four characters, or stands in a property that is no secret as well (a password that
	 * is the name of the user, say) or in what drivers say without it, hides nothing.
	 */
	private static Map<String, String> secrets(ConfigurableEnvironment environment) {
		Map<String, String> secrets = new LinkedHashMap<>();
		List<String> others = new ArrayList<>(List.of(WORDS, PLANTED.formatted("")));
		environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.distinct()
			.forEach((name) -> {
				String value = value(environment, name);
				if (!SECRET.matcher(name).matches()) {
					others.add(value);
				}
				else if (value.strip().length() >= 4 && !NO_SECRET.matcher(value).matches()) {
					secrets.put(name, value);
				}
			});
		secrets.values().removeIf((secret) -> others.stream().anyMatch((other) -> other.contains(secret)));
		return secrets;
	}

	private static String inJson(String text) {
		return text.replace("\\", "\\\\")
			.replace("\"", "\\\"")
			.replace("\n", "\\n")
			.replace("\r", "\\r")
			.replace("\t", "\\t");
	}

	private static String value(ConfigurableEnvironment environment, String name) {
		try {
			return environment.getProperty(name, "");
		}
		catch (IllegalArgumentException ex) {
			// a placeholder that stands for nothing here
			return "";
		}
	}

}
