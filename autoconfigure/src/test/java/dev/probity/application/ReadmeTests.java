package dev.probity.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.probity.check.CheckPolicy;
import dev.probity.fixture.PropertiesMetadata;
import dev.probity.settings.ProbityProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents say of the properties what the metadata says.
 */
class ReadmeTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(probity\\.[\\w.-]+)` \\|(.*)\\|(.*)\\|$");

	private final PropertiesMetadata metadata = PropertiesMetadata.of(ProbityProperties.class);

	private final String readme = read("../README.md");

	private final String properties = read("../docs/properties.md");

	@Test
	void thePropertiesTableHasEveryPropertyWithItsDefaultAndDescription() {
		Map<String, String> written = ROW.matcher(this.properties)
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), ReadmeTests::meaning, (one, other) -> "twice",
					TreeMap::new));
		Map<String, String> generated = new TreeMap<>();
		this.metadata.properties()
			.forEach((name, property) -> generated.put(name,
					this.metadata.defaultOf(name) + " | " + property.getDescription()));
		assertThat(written).isEqualTo(generated);
	}

	@Test
	void theWorstCaseOfTheDefaultsIsTheOneThatIsStated() {
		String seconds = "%s s".formatted(CheckPolicy.defaults().worstCaseDetection().toMillis() / 1000.0);
		assertThat(this.readme).contains("the worst case for the defaults is " + seconds);
		assertThat(read("../docs/how-it-decides.md")).contains("is noticed after " + seconds + " at the latest");
	}

	private static String meaning(MatchResult row) {
		return row.group(2).replace("`", "").strip() + " | " + row.group(3).strip();
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
