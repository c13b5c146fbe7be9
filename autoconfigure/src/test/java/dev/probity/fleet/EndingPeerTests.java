package dev.probity.fleet;

import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever is about to end is not one of those who can serve if others leave.
 */
class EndingPeerTests {

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final FleetThread thread = new FleetThread();

	private final PeerAnswers answers = new PeerAnswers("/peerz", "me", null, null, new PeerLimit(this.checks.time()),
			this.instance, new FreshResults(this.checks.monitor(), (check, spacing) -> {
			}, FreshResults.FOR_PEERS, this.thread::after, this.checks.time(), this.checks.time()), this.thread);

	@AfterEach
	void close() {
		this.thread.close();
	}

	@Test
	void whoServesSaysThatItPasses() {
		this.instance.advanceTo(LifecyclePhase.SERVING);
		assertThat(answerTo(CheckResult.passed())).isEqualTo("passing me");
	}

	@ParameterizedTest
	@EnumSource(names = { "LAME_DUCK", "STOPPED" })
	void thatItPassesIsNoOpinionOfOneThatEnds(LifecyclePhase phase) {
		this.instance.advanceTo(phase);
		assertThat(answerTo(CheckResult.passed())).isEqualTo("none me");
	}

	@ParameterizedTest
	@EnumSource(names = { "LAME_DUCK", "STOPPED" })
	void thatItFailsIsTrueAllTheSame(LifecyclePhase phase) {
		this.instance.advanceTo(phase);
		assertThat(answerTo(CheckResult.failed("refused"))).isEqualTo("failing me");
	}

	private String answerTo(CheckResult result) {
		this.checks.result("db", result);
		return this.answers.answer("db", null).toCompletableFuture().join().text().strip();
	}

}
