package dev.probity.fleet;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionLoggerTests {

	@Test
	void whoStaysBecauseItRecoversSaysSoAndNotThatOthersFail() {
		SharedFailureDecision decision = new SharedFailureDecision("db", Mind.STAY, 9, 9, 0, true, Instant.EPOCH);
		assertThat(DecisionLogger.line(decision)).isEqualTo(
				"Check 'db' has passed here again, though not often enough yet: the instance stays in service, degraded");
	}

}
