package dev.probity.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.ManualMonitor;
import dev.probity.probe.Hold;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When peers are asked, what holds until they have answered, and when their opinion
 * expires.
 */
class DeliberationsTests {

	private static final Duration TIMEOUT = CheckPolicy.defaults().timeout();

	private final ManualMonitor checks = new ManualMonitor();

	private final ScriptedPeers peers = new ScriptedPeers(9);

	private final List<Poll> heard = new ArrayList<>();

	private final List<SharedFailureDecision> confirmed = new ArrayList<>();

	private final List<SharedFailureDecision> changed = new ArrayList<>();

	private final Deliberations deliberations = new Deliberations(this::failing, this.peers, this.checks.time(),
			new SplittableRandom(1), new Recorder());

	private void fail(String check) {
		this.checks.result(check, CheckResult.failed("refused"));
		this.checks.result(check, CheckResult.failed("refused"));
		evaluate();
	}

	private void recover(String check) {
		this.checks.result(check, CheckResult.passed());
		this.checks.result(check, CheckResult.passed());
		evaluate();
	}

	private List<CheckSnapshot> failing() {
		return this.checks.monitor()
			.snapshots()
			.values()
			.stream()
			.filter((check) -> check.state() == CheckState.FAILING)
			.toList();
	}

	private void evaluate() {
		this.deliberations.evaluate();
	}

	private void advance(Duration time) {
		for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMillis(200)) {
			this.checks.time().advance(Duration.ofMillis(200));
			evaluate();
		}
	}

	private Hold hold(String check) {
		CheckSnapshot failing = this.checks.monitor().snapshot(check);
		Hold hold = this.deliberations.holdOf(failing);
		return (hold != null && hold.untilTick() - this.checks.time().read() > 0) ? hold : null;
	}

	@Test
	void untilTheFirstAnswerTheFailureIsHeldForNoLongerThanThatMayTake() {
		fail("db");
		assertThat(this.peers.isAsked()).isTrue();
		assertThat(hold("db").why()).isEqualTo("asking 9 peers");
		this.checks.time().advance(TIMEOUT.plusSeconds(2).minusNanos(1));
		assertThat(hold("db")).isNotNull();
		this.checks.time().advance(Duration.ofNanos(1));
		assertThat(hold("db")).isNull();
	}

	@Test
	void ifMostFailTooItIsHeldWithTheirNumbers() {
		fail("db");
		this.peers.answer(1, 7);
		assertThat(hold("db").why()).isEqualTo("7 of 9 peers fail too");
		assertThat(this.changed).singleElement().satisfies((decision) -> {
			assertThat(decision.mind()).isEqualTo(Mind.STAY);
			assertThat(decision.none()).isEqualTo(1);
		});
	}

	@Test
	void ifMostPassItIsNot() {
		fail("db");
		this.peers.answer(8, 1);
		assertThat(hold("db")).isNull();
		assertThat(this.changed).extracting(SharedFailureDecision::mind).containsExactly(Mind.LEAVE);
	}

	@Test
	void withoutPeersItLeavesAtOnce() {
		this.peers.known = 0;
		fail("db");
		assertThat(hold("db")).isNull();
	}

	@Test
	void itAsksAgainAfterTenSecondsAndThenMoreAndMoreSeldom() {
		fail("db");
		this.peers.answer(0, 9);
		List<Duration> asked = new ArrayList<>();
		Duration last = this.checks.time().elapsed();
		while (asked.size() < 6) {
			advance(Duration.ofMillis(200));
			if (this.peers.isAsked()) {
				asked.add(this.checks.time().elapsed().minus(last));
				last = this.checks.time().elapsed();
				this.peers.answer(0, 9);
			}
		}
		assertThat(asked.get(0)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(13));
		assertThat(asked.get(1)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(25));
		assertThat(asked.get(2)).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(49));
		assertThat(asked.subList(3, 6))
			.allSatisfy((pause) -> assertThat(pause).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(73)));
		assertThat(new HashSet<>(asked.subList(3, 6))).as("jittered").hasSizeGreaterThan(1);
		assertThat(this.confirmed).hasSize(6);
		assertThat(this.changed).hasSize(1);
	}

	@Test
	void aChangeOfMindIsToldAndSoonQuestionedAgain() {
		fail("db");
		this.peers.answer(0, 9);
		advance(Duration.ofSeconds(13));
		this.peers.answer(9, 0);
		assertThat(hold("db")).isNull();
		assertThat(this.changed).extracting(SharedFailureDecision::mind).containsExactly(Mind.STAY, Mind.LEAVE);
		advance(Duration.ofSeconds(13));
		this.peers.answer(0, 9);
		assertThat(hold("db")).isNotNull();
	}

	@Test
	void anOpinionThatIsNotConfirmedExpires() {
		fail("db");
		this.peers.answer(0, 9);
		// as if the thread that asks had died
		this.checks.time().advance(Duration.ofSeconds(8));
		assertThat(hold("db")).isNotNull();
		this.checks.time().advance(Duration.ofSeconds(10));
		assertThat(hold("db")).isNull();
	}

	@Test
	void aQuestionThatIsNeverAnsweredIsAskedAgain() {
		fail("db");
		advance(TIMEOUT.plusSeconds(3));
		assertThat(this.peers.rounds).isEqualTo(2);
		assertThat(hold("db")).isNull();
	}

	@Test
	void whatIsSaidOfAFailureSaysNothingOfTheNextOne() {
		fail("db");
		this.checks.time().advance(Duration.ofSeconds(1));
		recover("db");
		this.checks.time().advance(Duration.ofSeconds(1));
		fail("db");
		this.peers.answer(0, 9);
		assertThat(hold("db").why()).isEqualTo("asking 9 peers");
		assertThat(this.changed).isEmpty();
		this.peers.answer(9, 0);
		assertThat(hold("db")).isNull();
		assertThat(this.heard).hasSize(2);
	}

	@Test
	void nothingIsAskedOnceTheCheckHasRecovered() {
		fail("db");
		this.peers.answer(0, 9);
		recover("db");
		advance(Duration.ofMinutes(5));
		assertThat(this.peers.rounds).isEqualTo(1);
	}

	@Test
	void thatItPassesElsewhereIsNoReasonToLeaveForOneThatIsRecovering() {
		fail("db");
		this.peers.answer(0, 9);
		advance(Duration.ofSeconds(13));
		// after it has asked, before they answer
		this.checks.result("db", CheckResult.passed());
		this.peers.answer(9, 0);
		assertThat(hold("db").why()).isEqualTo("it is recovering");
		assertThat(this.changed).extracting(SharedFailureDecision::mind).containsExactly(Mind.STAY);
		assertThat(this.confirmed).extracting(SharedFailureDecision::recovering).containsExactly(true);
		this.checks.result("db", CheckResult.failed("refused"));
		advance(Duration.ofSeconds(13));
		this.peers.answer(9, 0);
		assertThat(hold("db")).isNull();
	}

	@Test
	void eachCheckIsDecidedOnByItself() {
		fail("db");
		fail("mongo");
		this.peers.answer(0, 9);
		this.peers.answer(9, 0);
		assertThat(hold("db")).isNotNull();
		assertThat(hold("mongo")).isNull();
	}

	@Test
	void eachDecisionIsARevision() {
		fail("db");
		long before = this.deliberations.revision();
		evaluate();
		assertThat(this.deliberations.revision()).isEqualTo(before);
		this.peers.answer(0, 9);
		assertThat(this.deliberations.revision()).isGreaterThan(before);
	}

	private final class Recorder implements DecisionListener {

		@Override
		public void onPoll(Poll poll) {
			DeliberationsTests.this.heard.add(poll);
		}

		@Override
		public void confirmed(SharedFailureDecision decision) {
			DeliberationsTests.this.confirmed.add(decision);
		}

		@Override
		public void changed(SharedFailureDecision decision) {
			DeliberationsTests.this.changed.add(decision);
		}

	}

}
