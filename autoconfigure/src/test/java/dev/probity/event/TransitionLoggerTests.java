package dev.probity.event;

import java.time.Duration;

import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.LoggedLines;
import dev.probity.settings.LoggedTransitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says of a check.
 */
class TransitionLoggerTests {

	private final LoggedLines log = new LoggedLines(TransitionLogger.class);

	private final ManualMonitor checks = new ManualMonitor(new TransitionLogger());

	@AfterEach
	void giveBackTheLog() {
		this.log.close();
	}

	private void result(Duration later, CheckResult result) {
		this.checks.time().advance(later);
		this.checks.result("db", result);
	}

	@Test
	void aTransitionIsOneLineWithStreakAndReason() {
		result(Duration.ZERO, CheckResult.passed());
		result(Duration.ofMillis(6_900), new CheckResult.TimedOut(Duration.ofSeconds(2)));
		this.log.next();
		result(Duration.ofMillis(1_000), new CheckResult.TimedOut(Duration.ofSeconds(2)));
		assertThat(this.log.next()).containsExactly(
				"WARN Check 'db' went from PASSING to FAILING after 7.9s (2 failures in a row): timed out after 2s");
		result(Duration.ofSeconds(180), CheckResult.passed());
		this.log.next();
		result(Duration.ofSeconds(1), CheckResult.passed());
		assertThat(this.log.next())
			.containsExactly("INFO Check 'db' went from FAILING to PASSING after 3m1s (2 successes in a row)");
	}

	@Test
	void thatACheckPassesAtTheStartIsALineAtDebugLevel() {
		this.checks.add("db");
		result(Duration.ofMillis(83), CheckResult.passed());
		assertThat(this.log.next())
			.containsExactly("DEBUG Check 'db' went from UNKNOWN to PASSING after 83ms (1 success)");
	}

	@Test
	void thatACheckPassesAtTheStartIsToldWhereAllIs() {
		ManualMonitor checks = new ManualMonitor(new TransitionLogger(LoggedTransitions.ALL));
		checks.add("db");
		checks.result("db", CheckResult.passed());
		assertThat(this.log.next())
			.containsExactly("INFO Check 'db' went from UNKNOWN to PASSING after 0ms (1 success)");
	}

	@Test
	void thatACheckFailsAtTheStartIsAWarningOnceItIsConfirmed() {
		this.checks.add("db");
		result(Duration.ofMillis(80), CheckResult.failed("refused"));
		assertThat(this.log.next()).containsExactly("DEBUG Check 'db' stays UNKNOWN (1 failure): refused");
		result(Duration.ofSeconds(1), CheckResult.failed("refused"));
		assertThat(this.log.next())
			.containsExactly("WARN Check 'db' went from UNKNOWN to FAILING after 1.1s (2 failures in a row): refused");
	}

	@Test
	void aResultThatChangesNothingIsALineAtDebugLevel() {
		result(Duration.ZERO, CheckResult.passed());
		this.log.next();
		result(Duration.ofSeconds(5), CheckResult.passed());
		result(Duration.ofSeconds(5), CheckResult.failed("broken"));
		result(Duration.ofSeconds(1), CheckResult.inconclusive("saturated 10/10"));
		assertThat(this.log.next()).containsExactly("DEBUG Check 'db' stays PASSING (2 successes in a row)",
				"DEBUG Check 'db' stays PASSING (1 failure): broken",
				"DEBUG Check 'db' stays PASSING (inconclusive): saturated 10/10");
	}

}
