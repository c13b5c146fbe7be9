package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.TimedOut;
import dev.probity.check.CheckResult.TimedOut.Run;
import dev.probity.check.CheckState;
import dev.probity.check.HealthCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@DisplayName("Rule 2: single flight")
class SingleFlightTests {

	private final ManualEngine engine = new ManualEngine();

	private final ScriptedCheck check = this.engine.register("db", Policies.STEADY).hangs();

	private CheckRegistration registration(HealthCheck check) {
		return new CheckRegistration("db", check, Policies.STEADY);
	}

	@Test
	void noSecondRunStartsWhileTheFirstIsInsideUntilItHasMissedThreeDeadlines() {
		this.engine.advance(Duration.ofMillis(8_999));
		assertThat(this.engine.workers.started()).hasSize(1);
	}

	@Test
	void theRunsThatAreSkippedAreToldAsSuch() {
		this.engine.advance(Duration.ofSeconds(9));
		assertThat(this.engine.results).extracting((result) -> result.run().result())
			.containsExactly(new TimedOut(Duration.ofSeconds(2), Run.ENTERED),
					new TimedOut(Duration.ofSeconds(2), Run.SKIPPED), new TimedOut(Duration.ofSeconds(2), Run.SKIPPED));
	}

	@Test
	void noSecondRunStartsWhileTheFirstHasNoThreadYet() {
		for (int i = 0; i < 100; i++) {
			this.engine.scheduler.tick();
			this.engine.sleep(Duration.ofSeconds(1));
		}
		assertThat(this.engine.workers.started()).hasSize(1);
	}

	@Test
	void aCheckRegisteredAnewWaitsForTheRunLeftBehind() {
		this.engine.settle();
		this.engine.scheduler.unregister("db");
		ScriptedCheck successor = new ScriptedCheck(this.engine.time);
		this.engine.scheduler.register(registration(successor));
		this.engine.advance(Duration.ofMillis(8_999));
		assertThat(successor.entered()).isEmpty();
		assertThat(this.engine.state("db")).isEqualTo(CheckState.UNKNOWN);
		this.check.letGo();
		this.engine.settle();
		assertThat(successor.entered()).hasSize(1);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
	}

	@Test
	void aRunLeftBehindIsRememberedThroughSeveralRegistrations() {
		this.engine.settle();
		ScriptedCheck successor = new ScriptedCheck(this.engine.time);
		for (int i = 0; i < 3; i++) {
			this.engine.scheduler.unregister("db");
			this.engine.scheduler.register(registration(successor));
			this.engine.settle();
		}
		assertThat(successor.entered()).isEmpty();
		this.check.letGo();
		this.engine.settle();
		assertThat(successor.entered()).hasSize(1);
	}

	@Test
	void aRunLeftBehindThatHasComeBackDelaysNothing() {
		this.engine.settle();
		this.engine.scheduler.unregister("db");
		this.check.letGo();
		this.engine.settle();
		ScriptedCheck successor = this.engine.register("db", Policies.STEADY);
		this.engine.settle();
		assertThat(successor.entered()).hasSize(1);
	}

	@Test
	void aRunIsInterruptedWhenItsCheckIsRemoved() {
		this.engine.settle();
		this.engine.scheduler.unregister("db");
		this.engine.settle();
		this.check.letGo();
		assertThat(this.check.wasInterrupted()).isTrue();
	}

	@Test
	void aRunIsNotInterruptedBecauseItIsLate() {
		this.engine.advance(Duration.ofSeconds(60));
		this.check.letGo();
		assertThat(this.check.wasInterrupted()).isFalse();
	}

	@Test
	void aCheckRemovedBeforeItsRunCameToItIsNotEntered() {
		this.engine.scheduler.tick();
		this.engine.scheduler.unregister("db");
		this.engine.settle();
		assertThat(this.check.entered()).isEmpty();
	}

	@Test
	void aRunThatWentOnThroughAPauseCountsNoMoreAndHoldsTheNextOneBack() {
		this.engine.settle();
		this.engine.scheduler.pause();
		this.engine.scheduler.resume();
		this.engine.advance(Duration.ofMillis(8_999));
		assertThat(this.engine.workers.started()).hasSize(1);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.UNKNOWN);
		this.check.letGo(CheckResult.failed("broken"));
		this.check.answers(CheckResult.passed());
		this.engine.settle();
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
	}

	@Test
	void aNameCanBeTakenOnce() {
		assertThatIllegalStateException().isThrownBy(() -> this.engine.register("db", Policies.STEADY))
			.withMessage("A check named 'db' is registered already");
		this.engine.settle();
		assertThat(this.check.entered()).hasSize(1);
	}

	@Test
	void whatIsNotRegisteredCanBeRemoved() {
		this.engine.scheduler.unregister("mongo");
		this.engine.settle();
		assertThat(this.engine.monitor.snapshots()).containsOnlyKeys("db");
	}

}
