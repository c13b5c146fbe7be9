package dev.probity.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.probity.engine.Policies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShownStateTests {

	private static final long OLDEST = Policies.STEADY.maxAge().toNanos();

	@ParameterizedTest
	@EnumSource
	void aStateIsShownAsItIsForAsLongAsItMayBeRepeated(CheckState state) {
		assertThat(snapshot(state, 0, CheckResult.passed()).shown(OLDEST).name()).isEqualTo(state.name());
	}

	@Test
	void onlyAPassingCheckGoesStale() {
		CheckResult passed = CheckResult.passed();
		assertThat(snapshot(CheckState.PASSING, 0, passed).shown(OLDEST + 1)).isEqualTo(ShownState.STALE);
		assertThat(snapshot(CheckState.FAILING, 0, passed).shown(OLDEST + 1)).isEqualTo(ShownState.FAILING);
		assertThat(snapshot(CheckState.UNKNOWN, 0, passed).shown(OLDEST + 1)).isEqualTo(ShownState.UNKNOWN);
	}

	@Test
	void staleCountsAsFailingAndUnknownDoesNot() {
		assertThat(ShownState.values()).filteredOn(ShownState::isFailing)
			.containsExactly(ShownState.FAILING, ShownState.STALE);
	}

	@Test
	void aCheckIsWellIfNothingSpeaksAgainstIt() {
		CheckSnapshot well = snapshot(CheckState.PASSING, 0, CheckResult.passed());
		assertThat(well.isWell(OLDEST)).isTrue();
		assertThat(well.isWell(OLDEST + 1)).as("stale").isFalse();
		assertThat(snapshot(CheckState.PASSING, 1, CheckResult.failed("no")).isWell(0)).as("unconfirmed").isFalse();
		assertThat(snapshot(CheckState.PASSING, 0, new CheckResult.Degraded("half", Map.of())).isWell(0)).as("degraded")
			.isFalse();
		assertThat(snapshot(CheckState.FAILING, 0, CheckResult.passed()).isWell(0)).as("failing").isFalse();
		assertThat(snapshot(CheckState.UNKNOWN, 0, CheckResult.passed()).isWell(0)).as("unknown").isFalse();
	}

	private static CheckSnapshot snapshot(CheckState state, int failures, CheckResult last) {
		return new CheckSnapshot("db", CheckKind.DEPENDENCY, Policies.STEADY, state, failures, 0,
				new CheckSnapshot.LastRun(last, Duration.ZERO, Instant.EPOCH), 0, 0, Instant.EPOCH);
	}

}
