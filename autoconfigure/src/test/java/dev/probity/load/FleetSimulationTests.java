package dev.probity.load;

import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a fleet, in virtual time.
 */
class FleetSimulationTests {

	private static final int INSTANCES = 100;

	private static final Map<FleetScenario, FleetReport> REPORTS = new EnumMap<>(FleetScenario.class);

	@BeforeAll
	static void run() {
		for (FleetScenario scenario : FleetScenario.values()) {
			REPORTS.put(scenario, scenario.run(INSTANCES));
		}
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
