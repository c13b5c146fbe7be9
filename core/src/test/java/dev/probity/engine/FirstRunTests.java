package dev.probity.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.TimedOut;
import dev.probity.check.CheckState;
import dev.probity.check.RunLimit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is used for the first time has to be loaded and connected: that it takes its time
 * or fails once is no outage.
 */
@DisplayName("Rule 5: the start of a check")
class FirstRunTests {

	private static final CheckPolicy PATIENT = Policies.STEADY.withFirstRunTimeout(Duration.ofSeconds(10));

	private final ManualEngine engine = new ManualEngine(() -> Long.MIN_VALUE);

	private void advance(double seconds) {
		this.engine.advance(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	@Test
	void theFirstRunMayTakeLongerThanTheTimeout() {
		ScriptedCheck check = this.engine.register("db", PATIENT).hangs();
		advance(9.99);
		assertThat(this.engine.results).isEmpty();
		check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
		assertThat(this.engine.told).hasSize(1);
	}

	@Test
	void oneThatTakesEvenLongerHasFailedAtThatMomentAndSaysHowLongItHad() {
		this.engine.register("db", PATIENT).hangs();
		advance(10);
		assertThat(this.engine.snapshot("db").lastResult()).isEqualTo(new TimedOut(Duration.ofSeconds(10)));
		assertThat(this.engine.state("db")).isEqualTo(CheckState.UNKNOWN);
	}

	@Test
	void whatHangsFromTheBeginningFailsARetryIntervalAndATimeoutAfterThat() {
		this.engine.register("db", PATIENT).hangs();
		advance(12.99);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.UNKNOWN);
		advance(0.01);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.FAILING);
	}

	@Test
	void whatFailsAtOnceGivesTheNextRunsWhatIsLeftOfTheTime() {
		CheckPolicy policy = Policies.policy(5, 2, 0).withFirstRunTimeout(Duration.ofSeconds(10));
		List<Duration> limits = new ArrayList<>();
		this.engine.register("db", policy).does(() -> {
			limits.add(RunLimit.orElse(Duration.ZERO));
			return (limits.size() < 4) ? CheckResult.failed("refused") : CheckResult.passed();
		});
		advance(9);
		assertThat(limits).startsWith(Duration.ofSeconds(10), Duration.ofSeconds(9), Duration.ofSeconds(8),
				Duration.ofSeconds(7));
		assertThat(limits.subList(4, limits.size())).isNotEmpty().containsOnly(Duration.ofSeconds(2));
	}

	@Test
	void onceThatTimeIsOverARunHasItsTimeout() {
		List<Duration> limits = new ArrayList<>();
		this.engine.register("db", PATIENT).does(() -> {
			limits.add(RunLimit.orElse(Duration.ZERO));
			return CheckResult.inconclusive("saturated");
		});
		advance(12);
		assertThat(limits.subList(8, limits.size())).hasSizeGreaterThan(3).containsOnly(Duration.ofSeconds(2));
	}

	@Test
	void aTimeoutThatIsLongerPrevails() {
		this.engine.register("db", Policies.STEADY.withFirstRunTimeout(Duration.ofMillis(100))).hangs();
		advance(1.99);
		assertThat(this.engine.results).isEmpty();
		advance(0.01);
		assertThat(this.engine.snapshot("db").lastResult()).isEqualTo(new TimedOut(Duration.ofSeconds(2)));
	}

	@Test
	void whatHasPassedOnceHasItsTimeoutAndNoMore() {
		ScriptedCheck check = this.engine.register("db", PATIENT);
		this.engine.settle();
		check.hangs();
		advance(4.5);
		assertThat(this.engine.snapshot("db").lastResult()).isEqualTo(new TimedOut(Duration.ofSeconds(2)));
	}

	@Test
	void untilItHasFailedOftenEnoughItIsUnknown() {
		CheckPolicy policy = Policies.policy(3, 2, 0);
		ScriptedCheck check = this.engine.register("db", policy).answers(CheckResult.failed("refused"));
		advance(1.99);
		assertThat(this.engine.snapshot("db").failures()).isEqualTo(2);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.UNKNOWN);
		advance(0.01);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.FAILING);
		assertThat(check.entered()).hasSize(3);
	}

	@Test
	void aFailureAtTheStartThatIsNotConfirmedIsNoTransition() {
		ScriptedCheck check = this.engine.register("db", PATIENT).answers(CheckResult.failed("refused"));
		advance(0.5);
		check.answers(CheckResult.passed());
		advance(1);
		assertThat(this.engine.told).extracting((told) -> told.after().state()).containsExactly(CheckState.PASSING);
	}

	@Test
	void whatRunsSeldomIsAskedAgainWithinASecondAsLongAsNothingIsDecided() {
		CheckPolicy gentle = CheckPolicy.of(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(10), 2,
				2, 0.1, null);
		ScriptedCheck check = this.engine.register("mongo", gentle).answers(CheckResult.failed("refused"));
		advance(1);
		assertThat(this.engine.state("mongo")).isEqualTo(CheckState.FAILING);
		advance(29.9);
		assertThat(check.entered()).as("from then on as it is set").hasSize(2);
	}

	@Test
	void afterAPauseTheTimeIsGivenAnew() {
		ScriptedCheck check = this.engine.register("db", PATIENT);
		advance(1);
		this.engine.scheduler.pause();
		advance(60);
		this.engine.scheduler.resume();
		check.hangs();
		advance(9.9);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.UNKNOWN);
		check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
	}

	/**
	 * It would be stale before the next one can come, and what has just come up would be
	 * down for a moment.
	 */
	@Test
	void aFirstSuccessThatIsTooOldWhenItComesOnlyWarmsUp() {
		CheckPolicy quick = CheckPolicy
			.of(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(50), 2, 2, 0, null)
			.withFirstRunTimeout(Duration.ofSeconds(10));
		ScriptedCheck check = this.engine.register("db", quick).hangs();
		advance(5);
		check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(check.entered()).as("asked again at once").hasSize(2);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
		assertThat(this.engine.snapshot("db").age(this.engine.time.read())).isZero();
		assertThat(this.engine.told).hasSize(1);
	}

	@Test
	void whoeverAsksOutsideARunIsToldWhatHeSaysHimself() {
		assertThat(RunLimit.orElse(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
	}

}
