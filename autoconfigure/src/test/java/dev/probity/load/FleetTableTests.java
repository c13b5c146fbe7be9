package dev.probity.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of what becomes of a fleet is the one in the docs. With
 * <code>-Dprobity.fleet=write</code> it is written there.
 */
@Tag("slow")
class FleetTableTests {

	private static final Path DOCS = Path.of("../docs/load.md");

	private static final Pattern TABLE = Pattern.compile("(?s)(<!-- fleet: .*? -->\n).*?(<!-- /fleet -->)");

	private static final int INSTANCES = 1000;

	private static final String HEAD = """
			| what happens | configuration | fewest in rotation, of 1000 | less than half in rotation | \
			answered well meanwhile | in the 4 min after | all back after |
			| --- | --- | --- | --- | --- | --- | --- |
			""";

	@Test
	void theTableIsInTheDocs() throws IOException {
		String table = Arrays.stream(FleetScenario.values())
			.map((scenario) -> scenario.row(scenario.run(INSTANCES)) + "\n")
			.collect(Collectors.joining("", HEAD, ""));
		String docs = Files.readString(DOCS);
		Matcher matcher = TABLE.matcher(docs);
		assertThat(matcher.find()).isTrue();
		String written = matcher
			.replaceFirst((match) -> Matcher.quoteReplacement(match.group(1) + table + match.group(2)));
		if ("write".equals(System.getProperty("probity.fleet"))) {
			Files.writeString(DOCS, written);
		}
		else {
			assertThat(docs).isEqualTo(written);
		}
	}

}
