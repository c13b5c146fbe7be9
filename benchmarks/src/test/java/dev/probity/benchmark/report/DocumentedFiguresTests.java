package dev.probity.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read first is what was measured.
 */
class DocumentedFiguresTests {

	private static final Path DOCS = Path.of("../docs");

	private static final Pattern FIGURE = Pattern.compile("\\d{2,3},\\d{3}");

	@ParameterizedTest
	@ValueSource(strings = { "performance.md", "pictures/requests-per-second.svg" })
	void everyNumberOfRequestsIsOneOfTheTables(String page) throws IOException {
		String tables = Files.readString(DOCS.resolve("measurements.md"));
		List<String> figures = FIGURE.matcher(Files.readString(DOCS.resolve(page)))
			.results()
			.map(MatchResult::group)
			.toList();
		assertThat(figures).hasSizeGreaterThanOrEqualTo(4).allMatch((figure) -> tables.contains("| " + figure + " ["));
	}

	@Test
	void whatIsReadFirstIsShort() throws IOException {
		assertThat(Files.readAllLines(DOCS.resolve("performance.md"))).hasSizeLessThanOrEqualTo(150);
	}

}
