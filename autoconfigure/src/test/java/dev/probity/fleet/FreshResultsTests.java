package dev.probity.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is answered of a check that does not come to an end.
 */
class FreshResultsTests {

	private static final Duration TIMEOUT = CheckPolicy.defaults().timeout();

	private static final Duration ENOUGH = TIMEOUT.plus(FreshResults.MARGIN).plusMillis(20);

	private final ManualMonitor checks = new ManualMonitor();

	private final LaterByHand later = new LaterByHand(this.checks.time());

	private final FreshResults results = new FreshResults(this.checks.monitor(), (check, spacing) -> {
	}, FreshResults.FOR_PEERS, this.later, this.checks.time(), this.checks.time());

	private final List<Opinion> answers = new ArrayList<>();

	@BeforeEach
	void itPassed() {
		this.checks.result("db", CheckResult.passed());
		this.later.advance(Duration.ofSeconds(5));
	}

	@Test
	void aRunThatExceedsItsTimeMeanwhileFails() {
		ask();
		this.later.advance(TIMEOUT);
		assertThat(this.answers).isEmpty();
		this.checks.result("db", new CheckResult.TimedOut(TIMEOUT));
		this.later.advance(Duration.ofMillis(20));
		assertThat(this.answers).containsExactly(Opinion.FAILING);
	}

	/**
	 * It is counted again only after the retry interval, which may be a minute.
	 */
	@Test
	void aRunThatHasExceededItsTimeBeforeAndIsStillInsideFails() {
		this.checks.result("db", new CheckResult.TimedOut(TIMEOUT));
		this.later.advance(Duration.ofSeconds(3));
		ask();
		this.later.advance(ENOUGH);
		assertThat(this.checks.monitor().isPassing("db")).as("one failure confirms nothing").isTrue();
		assertThat(this.answers).containsExactly(Opinion.FAILING);
	}

	@Test
	void aRunThatNeverBeginsIsNoOpinion() {
		ask();
		this.later.advance(ENOUGH);
		assertThat(this.answers).containsExactly(Opinion.NONE);
	}

	private void ask() {
		this.results.ask("db", this.answers::add);
	}

}
