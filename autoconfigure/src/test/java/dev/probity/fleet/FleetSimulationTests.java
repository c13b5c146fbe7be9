package dev.probity.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a fleet of a thousand instances, in virtual time. With
 * <code>-Dprobity.fleet=write</code> the table goes into <code>docs/load.md</code>;
 * otherwise it has to be the one that is there.
 */
class FleetSimulationTests {

	private static final Path DOCS = Path.of("../docs/load.md");

	private static final Pattern TABLE = Pattern.compile("(?s)(<!-- fleet: .*? -->\n).*?(<!-- /fleet -->)");

	private static final String HEAD = """
			| what happens | configuration | fewest in rotation, of 1000 | less than half in rotation | \
			answered well meanwhile | in the 4 min after | all back after |
			| --- | --- | --- | --- | --- | --- | --- |
			""";

	private static final Map<FleetScenario, FleetReport> REPORTS = new EnumMap<>(FleetScenario.class);

	@BeforeAll
	static void run() {
		for (FleetScenario scenario : FleetScenario.values()) {
			REPORTS.put(scenario, scenario.run());
		}
	}

	@Test
	void theTableIsInTheDocs() throws IOException {
		String table = REPORTS.entrySet()
			.stream()
			.map((entry) -> entry.getKey().row(entry.getValue()) + "\n")
			.collect(Collectors.joining("", HEAD, ""));
		String docs = Files.readString(DOCS);
		Matcher matcher = TABLE.matcher(docs);
		assertThat(matcher.find()).isTrue();
		String written = matcher.replaceFirst((match) -> Matcher.quoteReplacement(match.group(1) + table + match.group(2)));
		if ("write".equals(System.getProperty("probity.fleet"))) {
			Files.writeString(DOCS, written);
		}
		else {
			assertThat(docs).isEqualTo(written);
		}
	}

	@Test
	void anOptionalOutageEmptiesNothing() {
		assertThat(report(FleetScenario.CACHE_OPTIONAL)).returns(Fleet.SIZE, FleetReport::fewest)
			.returns(100L, FleetReport::answeredMeanwhile);
		assertThat(report(FleetScenario.CACHE_REQUIRED)).returns(0, FleetReport::fewest);
	}

	@Test
	void aLoadSpikeCascadesWithoutGuardsAndNotWithThem() {
		assertThat(report(FleetScenario.SPIKE_OPTIONAL)).returns(Fleet.SIZE, FleetReport::fewest);
		assertThat(report(FleetScenario.SPIKE_NAIVE)).returns(0, FleetReport::fewest);
		assertThat(report(FleetScenario.SPIKE_GUARDED)).returns(0, FleetReport::secondsOfLessThanHalf)
			.satisfies((guarded) -> assertThat(guarded.answeredMeanwhile())
				.isGreaterThan(report(FleetScenario.SPIKE_OPTIONAL).answeredMeanwhile() - 10))
			.satisfies((guarded) -> assertThat(guarded.answeredAfterwards()).isGreaterThan(95));
	}

	@Test
	void errorsEverywhereCostNoMoreThanTheirTime() {
		assertThat(report(FleetScenario.ERRORS_OPTIONAL)).returns(Fleet.SIZE, FleetReport::fewest);
		assertThat(report(FleetScenario.ERRORS_GUARDED).answeredMeanwhile())
			.isGreaterThan(2 * report(FleetScenario.ERRORS_UNGUARDED).answeredMeanwhile());
	}

	@Test
	void aRequiredOutageEndsForEverybody() {
		assertThat(report(FleetScenario.DATABASE_SPREAD).fewest()).isZero();
		assertThat(report(FleetScenario.DATABASE_SPREAD).secondsUntilAllAreBack()).isBetween(1, 30);
		assertThat(report(FleetScenario.DATABASE_IN_STEP).secondsUntilAllAreBack()).isBetween(1, 30);
	}

	private static FleetReport report(FleetScenario scenario) {
		return REPORTS.get(scenario);
	}

}
