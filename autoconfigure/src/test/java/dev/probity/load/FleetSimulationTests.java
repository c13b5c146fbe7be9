package dev.probity.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a fleet, in virtual time.
 */
@DisabledIfSystemProperty(named = "quick.lane", matches = "true",
		disabledReason = "it takes as long as all the rest of the quick lane")
class FleetSimulationTests {

	private static final int INSTANCES = 100;

	private static final Map<FleetScenario, FleetReport> REPORTS = new ConcurrentHashMap<>();

	@BeforeAll
	static void run() {
		// each has a time and a chance of its own
		Stream.of(FleetScenario.values())
			.parallel()
			.forEach((scenario) -> REPORTS.put(scenario, scenario.run(INSTANCES)));
	}

	@Test
	void anOptionalOutageEmptiesNothing() {
		assertThat(report(FleetScenario.CACHE_OPTIONAL)).returns(INSTANCES, FleetReport::fewest)
			.returns(100L, FleetReport::answeredMeanwhile);
		assertThat(report(FleetScenario.CACHE_REQUIRED)).returns(0, FleetReport::fewest);
	}

	@Test
	void aLoadSpikeCascadesWithoutGuardsAndNotWithThem() {
		assertThat(report(FleetScenario.SPIKE_OPTIONAL)).returns(INSTANCES, FleetReport::fewest);
		assertThat(report(FleetScenario.SPIKE_NAIVE).secondsOfLessThanHalf()).isPositive();
		assertThat(report(FleetScenario.SPIKE_SUSTAINED)).returns(0, FleetReport::fewest);
		assertThat(report(FleetScenario.SPIKE_GUARDED)).returns(0, FleetReport::secondsOfLessThanHalf)
			.satisfies((guarded) -> assertThat(guarded.answeredMeanwhile())
				.isGreaterThan(report(FleetScenario.SPIKE_OPTIONAL).answeredMeanwhile() - 10))
			.satisfies((guarded) -> assertThat(guarded.answeredAfterwards()).isGreaterThan(95));
	}

	@Test
	void errorsEverywhereCostNoMoreThanTheirTime() {
		assertThat(report(FleetScenario.ERRORS_OPTIONAL)).returns(INSTANCES, FleetReport::fewest);
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
