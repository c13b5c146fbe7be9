package dev.probity.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import dev.probity.settings.ProbityProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What <code>docs/from-actuator.md</code> and the guide have one write is what the tests
 * run.
 */
class FromActuatorTests {

	private static final Path TESTS = Path.of("src/test/java/dev/probity");

	@Test
	void everySettingIsOneOfOursOrOfActuators() {
		List<String> settings = blocks("../docs/from-actuator.md", "yaml");
		assertThat(settings).hasSize(3).allSatisfy(FromActuatorTests::bind);
	}

	@Test
	void theCodeIsThatOfTests() {
		String tests = code(read(TESTS.resolve("registration/FirstReadinessTests.java")))
				+ code(read(TESTS.resolve("web/DocumentedSecurity.java")));
		List<String> documented = blocks("../docs/from-actuator.md", "java");
		assertThat(documented).hasSize(2).allSatisfy((block) -> assertThat(tests).contains(code(block)));
		List<String> guide = blocks("../docs/guide.md", "java").stream()
			.filter((block) -> block.contains("http."))
			.toList();
		assertThat(guide).hasSize(2).allSatisfy((block) -> {
			assertThat(tests).contains(code(block));
			block.lines()
				.filter((line) -> line.startsWith("import "))
				.map((line) -> line.substring(7, line.length() - 1))
				.forEach((type) -> assertThat(type).satisfies(Class::forName));
		});
	}

	private static void bind(String yaml) throws IOException {
		MutablePropertySources sources = new MutablePropertySources();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load("doc",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
			sources.addLast(source);
		}
		new Binder(ConfigurationPropertySources.from(sources)).bind("probity", Bindable.of(ProbityProperties.class),
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
	}

	/**
	 * Without imports and white space, and with types by their simple names.
	 */
	private static String code(String source) {
		return source.replaceAll("(?m)^import .*$", "")
			.replaceAll("org\\.springframework\\.[a-z.]+\\.(?=EndpointRequest)", "")
			.replaceAll("\\s+", "");
	}

	private static List<String> blocks(String file, String language) {
		return Pattern.compile("(?s)```" + language + "\n(.*?)```")
			.matcher(read(Path.of(file)))
			.results()
			.map((block) -> block.group(1))
			.toList();
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
