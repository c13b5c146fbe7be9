package dev.probity.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What peers find now is compared with what the instance finds now.
 */
class ComparedQuestionsTests {

	private final ManualMonitor checks = new ManualMonitor();

	private final LaterByHand later = new LaterByHand(this.checks.time());

	private final ScriptedPeers peers = new ScriptedPeers(9);

	private final List<String> hastened = new ArrayList<>();

	private final List<Poll> heard = new ArrayList<>();

	private final ComparedQuestions questions = new ComparedQuestions(this.peers,
			new FreshResults(this.checks.monitor(), (check, spacing) -> this.hastened.add(check),
					FreshResults.FOR_COMPARISON, this.later, this.checks.time(), this.checks.time()));

	@Test
	void theOthersAreHeardWhenTheInstanceHasLookedItself() {
		this.checks.result("db", CheckResult.failed("refused"));
		this.later.advance(Duration.ofMillis(500));
		ask();
		this.peers.answer(9, 0);
		assertThat(this.hastened).containsExactly("db");
		assertThat(this.heard).isEmpty();
		this.later.advance(Duration.ofMillis(100));
		this.checks.result("db", CheckResult.passed());
		this.later.advance(Duration.ofMillis(20));
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void soAreThoseWhoAnswerLater() {
		this.checks.result("db", CheckResult.failed("refused"));
		this.later.advance(Duration.ofMillis(500));
		ask();
		this.checks.result("db", CheckResult.failed("refused"));
		this.later.advance(Duration.ofMillis(20));
		assertThat(this.heard).isEmpty();
		this.peers.answer(0, 9);
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void aFailureThatHasJustBeenConfirmedIsNotLookedAtAgain() {
		this.checks.result("db", CheckResult.failed("refused"));
		this.later.advance(Duration.ofMillis(200));
		ask();
		this.peers.answer(9, 0);
		assertThat(this.hastened).isEmpty();
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void aRunThatHangsHereIsNotWaitedForBeyondItsTime() {
		this.checks.result("db", new CheckResult.TimedOut(CheckPolicy.defaults().timeout()));
		this.later.advance(Duration.ofMillis(500));
		ask();
		this.peers.answer(9, 0);
		this.later.advance(CheckPolicy.defaults().timeout());
		assertThat(this.heard).isEmpty();
		this.later.advance(FreshResults.MARGIN.plusMillis(20));
		assertThat(this.heard).hasSize(1);
	}

	private void ask() {
		this.questions.ask("db", 9, this.heard::add);
	}

}
