package dev.probity.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.fixture.PublicApi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users can compile against changes only on purpose:
 * {@code -Dprobity.api.accept=true} writes it down.
 */
class KitApiTests {

	private static final Path FILE = Path.of("src/test/resources/dev/probity/test/api.txt");

	@Test
	void isWhatTheReviewedFileSays() throws Exception {
		List<String> now = PublicApi.of(types());
		assertThat(now).hasSizeGreaterThan(100);
		if (Boolean.getBoolean("probity.api.accept")) {
			Files.write(FILE, now);
		}
		assertThat(now).isEqualTo(Files.readAllLines(FILE));
	}

	private static List<Class<?>> types() throws IOException, ClassNotFoundException {
		Path classes = Path.of(ProbityTester.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		List<Class<?>> types = new ArrayList<>();
		try (Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".class")).toList()) {
				String name = classes.relativize(file).toString().replaceAll("\\.class$", "").replace('/', '.');
				if (!name.endsWith("package-info")) {
					types.add(Class.forName(name, false, KitApiTests.class.getClassLoader()));
				}
			}
		}
		return types;
	}

}
