package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run is missed at 2 s and comes back at 3.5 s, half a second after the next one was
 * due; that one then begins, and hangs, too.
 */
@DisplayName("Rule 2: an attempt that begins late because of the one before it")
class OverdueAttemptTests {

	private static final CheckPolicy THREE_FAILURES = Policies.policy(3, 2, 0);

	// the second run comes after half an interval
	private final ManualEngine engine = new ManualEngine(() -> Long.MIN_VALUE);

	private final ScriptedCheck check = this.engine.register("db", THREE_FAILURES);

	@BeforeEach
	void theRunBeforeItComesBackHalfASecondAfterItsTurn() {
		this.engine.settle();
		this.check.hangs();
		while (this.check.entered().size() < 2) {
			this.engine.advance(Duration.ofMillis(10));
		}
		advance(3.5);
		this.check.letGo(CheckResult.passed());
		this.check.hangs();
		this.engine.settle();
		assertThat(this.check.entered()).hasSize(3);
		assertThat(failures()).isOne();
	}

	private void advance(double seconds) {
		this.engine.advance(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	private int failures() {
		return this.engine.snapshot("db").failures();
	}

	@Test
	void countsOnceAtTheTimeOfTheOneThatWasDue() {
		advance(1.49);
		assertThat(failures()).isOne();
		advance(0.01);
		assertThat(failures()).as("at 5 s").isEqualTo(2);
		advance(0.5);
		assertThat(failures()).as("its own time is over").isEqualTo(2);
		advance(2.49);
		assertThat(failures()).isEqualTo(2);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
		advance(0.01);
		assertThat(this.engine.state("db")).as("at 8 s, as promised").isEqualTo(CheckState.FAILING);
		advance(2.99);
		assertThat(failures()).isEqualTo(3);
		advance(0.01);
		assertThat(failures()).isEqualTo(4);
	}

	@Test
	void failsOnceIfItFailsAfterItHasCountedAndTheNextBeginsInItsTurn() {
		advance(1.6);
		assertThat(failures()).isEqualTo(2);
		this.check.letGo(CheckResult.failed("refused"));
		this.check.hangs();
		this.engine.settle();
		assertThat(failures()).isEqualTo(2);
		advance(0.89);
		assertThat(this.check.entered()).hasSize(3);
		advance(0.01);
		assertThat(this.check.entered()).as("at 6 s").hasSize(4);
		advance(2);
		assertThat(this.engine.state("db")).as("at 8 s").isEqualTo(CheckState.FAILING);
		assertThat(failures()).isEqualTo(3);
	}

	@Test
	void countsItsOwnResultIfItFailsBeforeThat() {
		advance(1.4);
		this.check.letGo(CheckResult.failed("refused"));
		this.engine.settle();
		assertThat(failures()).isEqualTo(2);
		assertThat(this.engine.snapshot("db").lastResult()).isEqualTo(CheckResult.failed("refused"));
		advance(0.5);
		assertThat(failures()).isEqualTo(2);
	}

	@Test
	void passesIfItDoesSoWithinItsOwnTime() {
		advance(1.9);
		this.check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(failures()).isZero();
		advance(10);
		assertThat(failures()).isZero();
		assertThat(this.engine.told).as("since the first").hasSize(1);
	}

	@Test
	void countsOnceTooIfItBeginsAMomentAfterItsTurn() {
		advance(5.2);
		this.check.letGo(CheckResult.passed());
		this.check.hangs();
		this.engine.settle();
		assertThat(this.check.entered()).as("before 9 s").hasSize(3);
		this.engine.sleep(Duration.ofMillis(300).plusNanos(1));
		this.engine.settle();
		assertThat(this.check.entered()).hasSize(4);
		int before = failures();
		advance(2.9);
		assertThat(failures()).isEqualTo(before + 1);
	}

	@Test
	void isStuckForLongByItsOwnDeadlinesAlone() {
		advance(7.49);
		assertThat(this.check.inside()).isOne();
		advance(0.01);
		assertThat(failures()).as("at 11 s it has missed three: at 5.5, 8 and 11").isEqualTo(4);
		advance(0.99);
		assertThat(this.check.inside()).isOne();
		advance(0.01);
		assertThat(this.check.inside()).as("at 12 s another is tried beside it").isEqualTo(2);
	}

}
