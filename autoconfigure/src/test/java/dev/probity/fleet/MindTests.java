package dev.probity.fleet;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MindTests {

	private static Mind after(Mind before, int asked, int passing, int failing, int silentBefore) {
		return after(before, asked, passing, failing, asked - passing - failing, silentBefore);
	}

	private static Mind after(Mind before, int asked, int passing, int failing, int silent, int silentBefore) {
		return Mind.after(before, new Poll("db", asked, passing, failing, silent, Instant.EPOCH), silentBefore);
	}

	@ParameterizedTest
	@CsvSource({ "9, 0, 9, STAY", "9, 2, 7, STAY", "10, 4, 6, STAY", "20, 9, 11, LEAVE", "20, 11, 9, LEAVE",
			"10, 6, 4, LEAVE", "9, 9, 0, LEAVE", "20, 0, 2, STAY", "20, 1, 2, STAY" })
	void atFirstItStaysOnlyIfMostFailToo(int asked, int passing, int failing, Mind expected) {
		assertThat(after(null, asked, passing, failing, 0)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "STAY, 12, 8, LEAVE", "STAY, 11, 9, STAY", "STAY, 9, 11, STAY", "LEAVE, 11, 9, LEAVE",
			"LEAVE, 9, 11, LEAVE", "LEAVE, 8, 12, STAY" })
	void aChangeOfMindNeedsTheOtherThreshold(Mind before, int passing, int failing, Mind expected) {
		assertThat(after(before, 20, passing, failing, 0)).isEqualTo(expected);
	}

	@Test
	void withTooFewOpinionsItLeavesAsIfItWereAlone() {
		assertThat(after(null, 9, 0, 1, 0)).isEqualTo(Mind.LEAVE);
		assertThat(after(null, 9, 0, 0, 0)).isEqualTo(Mind.LEAVE);
		assertThat(after(null, 0, 0, 0, 0)).isEqualTo(Mind.LEAVE);
	}

	@Test
	void theOnlyPeerIsEnough() {
		assertThat(after(null, 1, 0, 1, 0)).isEqualTo(Mind.STAY);
		assertThat(after(null, 1, 1, 0, 0)).isEqualTo(Mind.LEAVE);
	}

	@Test
	void amongFewOneThatIsDeadIsNoReasonToLeave() {
		assertThat(after(null, 2, 0, 1, 0)).isEqualTo(Mind.STAY);
		assertThat(after(null, 3, 0, 1, 0)).isEqualTo(Mind.STAY);
		assertThat(after(null, 2, 1, 0, 0)).as("it passes for the other").isEqualTo(Mind.LEAVE);
		assertThat(after(null, 2, 0, 0, 0)).as("cut off from both").isEqualTo(Mind.LEAVE);
		assertThat(after(null, 4, 0, 1, 0)).as("three of four are silent").isEqualTo(Mind.LEAVE);
	}

	@Test
	void whoAnswersThatItHasNoOpinionIsNotMissed() {
		assertThat(after(null, 2, 0, 1, 0, 0)).isEqualTo(Mind.STAY);
		assertThat(after(null, 9, 0, 1, 2, 0)).isEqualTo(Mind.STAY);
		assertThat(after(null, 9, 0, 1, 3, 0)).isEqualTo(Mind.LEAVE);
		assertThat(after(null, 9, 0, 0, 0, 0)).as("none has one").isEqualTo(Mind.LEAVE);
	}

	@Test
	void whoHasLeftForWantOfOpinionsReturnsIfAllThatAreHeardFail() {
		assertThat(after(Mind.LEAVE, 9, 0, 1, 0)).isEqualTo(Mind.STAY);
		assertThat(after(Mind.LEAVE, 9, 1, 0, 0)).isEqualTo(Mind.LEAVE);
		assertThat(after(Mind.LEAVE, 9, 1, 1, 0)).isEqualTo(Mind.LEAVE);
	}

	@Test
	void whoStaysIsNotMovedByTooFewUnlessTheyPass() {
		assertThat(after(Mind.STAY, 3, 0, 1, 0)).isEqualTo(Mind.STAY);
		assertThat(after(Mind.STAY, 3, 1, 0, 0)).isEqualTo(Mind.LEAVE);
	}

	@Test
	void ofSilenceOneRoundIsForgiven() {
		assertThat(after(Mind.STAY, 9, 0, 0, 0)).isEqualTo(Mind.STAY);
		assertThat(after(Mind.STAY, 9, 0, 0, 1)).isEqualTo(Mind.LEAVE);
		assertThat(after(Mind.LEAVE, 9, 0, 0, 0)).isEqualTo(Mind.LEAVE);
	}

	@Test
	void noMoreThanTwentyAreAsked() {
		assertThat(Mind.questions(0)).isZero();
		assertThat(Mind.questions(3)).isEqualTo(3);
		assertThat(Mind.questions(999)).isEqualTo(20);
	}

}
