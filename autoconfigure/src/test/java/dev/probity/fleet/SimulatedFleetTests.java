package dev.probity.fleet;

import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a fleet that asks, in virtual time.
 */
class SimulatedFleetTests {

	private static final int SIZE = 100;

	private static final Map<FleetCase, FleetOutcome> OUTCOMES = new EnumMap<>(FleetCase.class);

	private static FleetOutcome of(FleetCase befallen) {
		return OUTCOMES.computeIfAbsent(befallen, (each) -> SimulatedFleet.befallenBy(each, SIZE));
	}

	@ParameterizedTest
	@EnumSource(names = { "ALL", "DNS_FAILS", "TWO_RELEASES" })
	void ifAllLoseItNobodyLeaves(FleetCase befallen) {
		assertThat(of(befallen)).returns(SIZE, FleetOutcome::fewest).returns(0, FleetOutcome::flips);
	}

	@Test
	void withoutAskingAllLeave() {
		assertThat(of(FleetCase.ALL_LEAVE)).returns(0, FleetOutcome::fewest).returns(0, FleetOutcome::questions);
		assertThat(of(FleetCase.ALL_LEAVE).secondsWithNobody()).isGreaterThan(90);
	}

	@ParameterizedTest
	@EnumSource(names = { "ONE", "CUT_OFF" })
	void whoeverLosesItAloneLeavesAloneAndSoon(FleetCase befallen) {
		assertThat(of(befallen)).returns(SIZE - 1, FleetOutcome::fewest).returns(2, FleetOutcome::flips);
		assertThat(of(befallen).secondsServedBroken()).isBetween(1, 25);
	}

	@Test
	void theOthersCanServeIfLessThanAThirdLosesIt() {
		assertThat(of(FleetCase.THIRTY_PERCENT)).returns(SIZE * 7 / 10, FleetOutcome::fewest);
	}

	@ParameterizedTest
	@EnumSource(names = { "FIFTY_PERCENT", "SIXTY_PERCENT", "FLAPPING" })
	void neverIsNobodyLeft(FleetCase befallen) {
		assertThat(of(befallen).fewest()).isGreaterThanOrEqualTo(SIZE * 4 / 10);
	}

	@Test
	void thoseThatAreNotFrozenStay() {
		assertThat(of(FleetCase.HALF_FROZEN)).returns(SIZE / 2, FleetOutcome::fewest);
	}

	@ParameterizedTest
	@EnumSource
	void nobodyIsAdmittedWhoWasNeverReady(FleetCase befallen) {
		assertThat(of(befallen)).returns(0, FleetOutcome::admittedWithoutEverHavingBeenReady);
	}

	@Test
	void duringARolloutTheOldOnesStayAndTheNewOnesWait() {
		assertThat(of(FleetCase.ROLLOUT)).returns(SIZE * 8 / 10, FleetOutcome::fewest)
			.returns(SIZE * 2 / 10, FleetOutcome::flips);
	}

	@Test
	void aFleetOfOneLeavesAndOneOfTwoBelievesItsOnlyPeer() {
		assertThat(SimulatedFleet.befallenBy(FleetCase.ALL, 1)).returns(0, FleetOutcome::fewest);
		assertThat(SimulatedFleet.befallenBy(FleetCase.ALL, 2)).returns(2, FleetOutcome::fewest);
		assertThat(SimulatedFleet.befallenBy(FleetCase.ONE, 2)).returns(1, FleetOutcome::fewest);
		assertThat(SimulatedFleet.befallenBy(FleetCase.ALL, 3)).returns(3, FleetOutcome::fewest);
		assertThat(SimulatedFleet.befallenBy(FleetCase.ONE, 3)).returns(2, FleetOutcome::fewest);
	}

	/**
	 * Two, three or four instances, of which one is starting, or is no more.
	 */
	@ParameterizedTest
	@EnumSource(names = { "ROLLOUT", "ONE_IS_GONE" })
	void theOthersOfASmallFleetStayWhileOneIsBeingReplaced(FleetCase befallen) {
		assertThat(SimulatedFleet.befallenBy(befallen, 2)).as("the other is alone").returns(0, FleetOutcome::fewest);
		assertThat(SimulatedFleet.befallenBy(befallen, 3)).returns(2, FleetOutcome::fewest);
		assertThat(SimulatedFleet.befallenBy(befallen, 4)).returns(3, FleetOutcome::fewest);
	}

	@Test
	void noPeerIsAskedOftenWhatever() {
		for (FleetCase befallen : FleetCase.values()) {
			assertThat(of(befallen).mostQuestionsOfAPeerInASecond()).as(befallen.name()).isLessThan(30);
		}
	}

}
