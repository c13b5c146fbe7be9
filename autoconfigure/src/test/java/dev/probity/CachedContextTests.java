package dev.probity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context that Spring's tests keep for others runs its checks until the JVM ends,
 * whatever else is tested in it: a class that has one closes it.
 */
class CachedContextTests {

	private static final Path SOURCES = Path.of("src/test/java");

	private static final Pattern HAS_ONE = Pattern
		.compile("(?m)^@(SpringBootTest|SpringJUnitConfig|SpringJUnitWebConfig|ContextConfiguration)\\b");

	private static final Pattern CLOSES_IT = Pattern.compile("(?m)^@DirtiesContext\\b");

	@Test
	void eachClassClosesTheContextThatItHas() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			List<Path> having = files.filter((file) -> file.toString().endsWith("Tests.java"))
				.filter((file) -> HAS_ONE.matcher(read(file)).find())
				.toList();
			assertThat(having).isNotEmpty().allMatch((file) -> CLOSES_IT.matcher(read(file)).find());
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
