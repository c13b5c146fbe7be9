package dev.probity.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/aot.md has every setting that decides whether there is a bean, for such a setting
 * is frozen where the application is processed ahead of time.
 */
class FrozenSettingsDocumentTests {

	private static final Pattern PROPERTY = Pattern
		.compile("ConditionalOn(?:Boolean)?Property\\(\\s*(?:(?:name|value) = )?\"([^\"]+)\"");

	private static final Pattern INDICATOR = Pattern.compile("ConditionalOnEnabledHealthIndicator\\(\"([^\"]+)\"");

	private static final Pattern LITERAL = Pattern.compile("\"((?:probity|management|spring)\\.[a-z.-]+)\"");

	private static final String PAGE = read(Path.of("../docs/aot.md"));

	private final List<String> sources = sources();

	@Test
	void thePageHasEveryPropertyOfACondition() {
		Set<String> properties = found(this.sources.stream(), PROPERTY);
		assertThat(properties).contains("probity.enabled", "probity.hints.enabled", "probity.startup.reject-traffic");
		assertThat(properties).allSatisfy((property) -> assertThat(PAGE).contains("`" + property + "`"));
	}

	@Test
	void thePageHasEveryPropertyThatAConditionOfOurOwnReads() {
		Set<String> prefixes = found(
				this.sources.stream().filter((source) -> source.contains(" extends SpringBootCondition")), LITERAL);
		assertThat(prefixes).contains("probity.fleet.", "probity.http");
		assertThat(prefixes).allSatisfy((prefix) -> assertThat(PAGE).contains("`" + prefix));
	}

	@Test
	void thePageHasEveryIndicatorThatCanBeSwitchedOff() {
		Set<String> indicators = found(this.sources.stream(), INDICATOR);
		assertThat(indicators).contains("db", "kafka");
		assertThat(indicators).allSatisfy((indicator) -> assertThat(PAGE).containsAnyOf("…%s…".formatted(indicator),
				"health.%s.enabled".formatted(indicator)));
	}

	private static Set<String> found(Stream<String> sources, Pattern pattern) {
		Set<String> found = new TreeSet<>();
		sources.forEach((source) -> pattern.matcher(source).results().forEach((match) -> found.add(match.group(1))));
		return found;
	}

	private static List<String> sources() {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(FrozenSettingsDocumentTests::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
