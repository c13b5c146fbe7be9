package dev.probity.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of what becomes of a fleet that asks is the one in the docs. With
 * <code>-Dprobity.fleet=write</code> it is written there.
 */
@Tag("slow")
class FleetDecisionTableTests {

	private static final Path DOCS = Path.of("../docs/fleet.md");

	private static final Pattern TABLE = Pattern.compile("(?s)(<!-- simulated: .*? -->\n).*?(<!-- /simulated -->)");

	private static final int[] SIZES = { 10, 100, 1000 };

	private static final int[] SMALL = { 1, 2, 3 };

	/** One of them is being replaced. */
	private static final int[] SMALL_AND_ONE = { 2, 3, 4 };

	private static final String HEAD = """
			| what happens | `shared` | instances | fewest in rotation | seconds with nobody | flips \
			| the first to lose it serves on for | questions | most to one in a second |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	@Test
	void theTableIsInTheDocs() throws IOException {
		StringBuilder table = new StringBuilder(HEAD);
		for (FleetCase befallen : FleetCase.values()) {
			table.append(row(befallen, SIZES));
		}
		table.append(row(FleetCase.ALL, SMALL)).append(row(FleetCase.ONE, SMALL));
		table.append(row(FleetCase.ROLLOUT, SMALL_AND_ONE)).append(row(FleetCase.ONE_IS_GONE, SMALL_AND_ONE));
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

	private static String row(FleetCase befallen, int[] sizes) {
		FleetOutcome[] outcomes = IntStream.of(sizes)
			.mapToObj((size) -> SimulatedFleet.befallenBy(befallen, size))
			.toArray(FleetOutcome[]::new);
		return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n".formatted(befallen.words(), befallen.shared(),
				IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" · ")),
				cell(outcomes, FleetOutcome::fewest), cell(outcomes, FleetOutcome::secondsWithNobody),
				cell(outcomes, FleetOutcome::flips), cell(outcomes, FleetDecisionTableTests::served),
				cell(outcomes, FleetOutcome::questions), cell(outcomes, FleetOutcome::mostQuestionsOfAPeerInASecond));
	}

	private static String served(FleetOutcome outcome) {
		int seconds = outcome.secondsServedBroken();
		return (seconds < 0) ? "stays" : seconds + " s";
	}

	private static String cell(FleetOutcome[] outcomes, Function<FleetOutcome, Object> figure) {
		return IntStream.range(0, outcomes.length)
			.mapToObj((i) -> figure.apply(outcomes[i]).toString())
			.collect(Collectors.joining(" · "));
	}

}
