package dev.probity.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/findings.md has every code, and no other. What a code means is written here once
 * more, so that nobody gives it another meaning.
 */
class FindingsDocumentTests {

	private final String document = read();

	private static String read() {
		try {
			return Files.readString(Path.of("../docs/findings.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyReasonHasItsRow() {
		assertThat(rows("(?m)^\\| (PROBITY-\\d+) \\| `(\\w+)` \\| [^|]+ \\| [^|]+ \\|$"))
			.containsExactlyElementsOf(Stream.of(Cause.values()).map((cause) -> cause.code() + " " + cause).toList());
	}

	@Test
	void everyFindingHasItsParagraph() {
		List<String> headings = Pattern.compile("(?m)^### (PROBITY-\\d+)$\n\n\\*\\*.+")
			.matcher(this.document)
			.results()
			.map((heading) -> heading.group(1))
			.toList();
		assertThat(headings).containsExactlyElementsOf(Stream.of(FindingCode.values()).map(FindingCode::code).toList());
		assertThat(headings).allSatisfy(
				(heading) -> assertThat(Stream.of(FindingCode.values()).map((code) -> new Finding(code, "").help()))
					.contains("docs/findings.md#" + heading.toLowerCase(Locale.ROOT)));
	}

	@Test
	void noCodeHasTwoMeanings() {
		assertThat(Stream.concat(Stream.of(Cause.values()).map(Cause::code),
				Stream.of(FindingCode.values()).map(FindingCode::code)))
			.doesNotHaveDuplicates()
			.allMatch((code) -> code.matches("PROBITY-\\d{3}"));
	}

	@Test
	void aCodeOfAReasonStaysWhatItIs() {
		assertThat(Stream.of(Cause.values()).map((cause) -> cause.code() + " " + cause)).contains(
				"PROBITY-001 LAME_DUCK", "PROBITY-002 STOPPED", "PROBITY-003 STARTING", "PROBITY-004 OVERRIDE",
				"PROBITY-005 REFUSING_TRAFFIC", "PROBITY-006 BROKEN", "PROBITY-007 FAILING", "PROBITY-008 DEGRADED",
				"PROBITY-009 DEFERRED", "PROBITY-010 FAILED_OPEN", "PROBITY-011 UNKNOWN", "PROBITY-012 STALE",
				"PROBITY-013 RESUMING");
	}

	private List<String> rows(String pattern) {
		return Pattern.compile(pattern)
			.matcher(this.document)
			.results()
			.map((MatchResult row) -> row.group(1) + " " + row.group(2))
			.toList();
	}

}
