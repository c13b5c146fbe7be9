package dev.probity.test.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.test.contract.TestedApplication.ProbePath;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a driver puts into its errors: nobody without credentials reads one of the
 * application's secrets in an answer of a probe, nor in one of Actuator's.
 */
final class SecrecyPromise {

	private static final List<String> ENDPOINTS = List.of("", "/health", "/probity", "/env", "/configprops", "/info");

	private SecrecyPromise() {
	}

	static void keep(TestedApplication application) {
		Map<String, String> secrets = secrets((ConfigurableEnvironment) application.environment());
		String reason = "cannot connect to server: " + String.join(", ",
				secrets.values()
					.stream()
					.map((secret) -> "jdbc:postgresql://app:%1$s@db/orders?password=%1$s".formatted(secret))
					.toList());
		application.dependencies().forEach((check) -> application.tester().check(check).willFail(reason));
		application.dependencies()
			.stream()
			.findFirst()
			.ifPresent((check) -> application.tester().check(check).fails(reason));
		answers(application).forEach((answer) -> secrets.forEach((property, secret) -> assertThat(answer.body())
			.as("GET %s, without credentials, shows the value of '%s'", answer.path(), property)
			.doesNotContain(secret)));
	}

	private static Stream<Answer> answers(TestedApplication application) {
		String health = application.locations().health();
		String endpoints = health.substring(0, health.lastIndexOf('/'));
		return Stream.concat(
				application.paths()
					.stream()
					.map(ProbePath::path)
					.flatMap((path) -> Stream.of(path, path + "?verbose"))
					.map(application::ask),
				Stream
					.concat(ENDPOINTS.stream().map((endpoint) -> endpoints + endpoint),
							application.probes().all().stream().map((probe) -> health + "/" + probe.name()))
					.map(application::askManagement));
	}

	/**
	 * The application's secrets by the names of their properties. What is shorter than
	 * four characters stands in any text.
	 */
	private static Map<String, String> secrets(ConfigurableEnvironment environment) {
		Map<String, String> secrets = new LinkedHashMap<>();
		environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.filter((name) -> name.matches("(?i).*(password|secret|credential|token|private.?key|api.?key)$"))
			.forEach((name) -> {
				String value = environment.getProperty(name);
				if (value != null && value.matches("[\\w-]{4,}") && !value.matches("true|false|null|none")) {
					secrets.put(name, value);
				}
			});
		return secrets;
	}

}
