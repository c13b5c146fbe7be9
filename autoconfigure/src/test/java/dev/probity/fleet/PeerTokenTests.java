package dev.probity.fleet;

import java.time.Duration;
import java.time.Instant;

import dev.probity.engine.CheckMonitor;
import dev.probity.fleet.PeerToken.Stamp;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.time.Ticker;
import dev.probity.traffic.PeerAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a token is set, both sides prove that they know it.
 */
class PeerTokenTests {

	private int nonces;

	private final PeerToken token = new PeerToken("a secret of the fleet");

	private final FleetThread thread = new FleetThread();

	private Instant now = Instant.parse("2026-11-29T20:00:00Z");

	private final PeerCredentials credentials = new PeerCredentials(this.token, () -> this.now);

	private final Instance instance = new Instance();

	private final PeerAnswers answers = new PeerAnswers("/peerz", "me", this.token, this.credentials,
			new PeerLimit(Ticker.system()), this.instance, new FreshResults(new CheckMonitor(), (check, spacing) -> {
			}, FreshResults.FOR_PEERS, this.thread::after, Ticker.system(), () -> this.now), this.thread);

	@AfterEach
	void close() {
		this.thread.close();
	}

	@Test
	void whoKnowsTheTokenIsAnsweredAndTheAnswerIsSigned() {
		Stamp stamp = stamp(Duration.ZERO);
		PeerAnswer answer = ask("db", query("db", stamp));
		PeerVoice.Signed said = PeerVoice.read(answer.text());
		assertThat(said.voice()).isEqualTo(new PeerVoice(Opinion.NONE, "me"));
		assertThat(said.signature()).isEqualTo(this.token.sign("db", stamp, said.voice()));
	}

	@Test
	void whoDoesNotIsRefused() {
		Stamp stamp = stamp(Duration.ZERO);
		assertThat(ask("db", null).httpStatus()).isEqualTo(403);
		assertThat(ask("db", "").httpStatus()).isEqualTo(403);
		assertThat(ask("db", PeerCredentials.query(stamp, "0".repeat(64))).httpStatus()).isEqualTo(403);
		assertThat(ask("db", PeerCredentials.query(stamp, new PeerToken("a guess").sign("db", stamp))).httpStatus())
			.isEqualTo(403);
	}

	@Test
	void aSignatureIsGoodForItsCheckOnly() {
		assertThat(ask("redis", query("db", stamp(Duration.ZERO))).httpStatus()).isEqualTo(403);
	}

	@Test
	void whatHasBeenAskedOnceIsRefusedAsLongAsItWouldBeGood() {
		String query = query("db", stamp(Duration.ofSeconds(29)));
		assertThat(ask("db", query).httpStatus()).isEqualTo(200);
		for (int second = 0; second < 100; second++) {
			assertThat(ask("db", query).httpStatus()).as("after %d s", second).isEqualTo(403);
			this.now = this.now.plusSeconds(1);
		}
	}

	@Test
	void whatIsOlderOrYoungerThanThirtySecondsIsRefused() {
		assertThat(ask("db", query("db", stamp(Duration.ofSeconds(-30)))).httpStatus()).isEqualTo(200);
		assertThat(ask("db", query("db", stamp(Duration.ofSeconds(-31)))).httpStatus()).isEqualTo(403);
		assertThat(ask("db", query("db", stamp(Duration.ofSeconds(31)))).httpStatus()).isEqualTo(403);
	}

	@Test
	void whatIsRememberedIsForgottenAndLiarsLeaveNothing() {
		for (int i = 0; i < 50; i++) {
			ask("db", query("db", stamp(Duration.ZERO)));
			ask("db", PeerCredentials.query(stamp(Duration.ZERO), "0".repeat(64)));
		}
		assertThat(this.credentials.remembered()).isEqualTo(50);
		this.now = this.now.plusSeconds(61);
		ask("db", query("db", stamp(Duration.ZERO)));
		assertThat(this.credentials.remembered()).isEqualTo(1);
	}

	@Test
	void liarsTakeNoRoomFromThoseWhoKnow() {
		for (int i = 0; i < 10 * PeerLimit.MOST; i++) {
			assertThat(ask("db", PeerCredentials.query(stamp(Duration.ZERO), "0".repeat(64))).httpStatus())
				.isEqualTo(403);
		}
		assertThat(ask("db", query("db", stamp(Duration.ZERO))).httpStatus()).isEqualTo(200);
	}

	@Test
	void anAnswerFitsNoOtherQuestionAndNoOtherWord() {
		Stamp stamp = stamp(Duration.ZERO);
		PeerVoice failing = new PeerVoice(Opinion.FAILING, "it");
		String signature = this.token.sign("db", stamp, failing);
		assertThat(signature).isNotEqualTo(this.token.sign("db", stamp(Duration.ZERO), failing))
			.isNotEqualTo(this.token.sign("db", stamp, new PeerVoice(Opinion.PASSING, "it")))
			.isNotEqualTo(this.token.sign("db", stamp, new PeerVoice(Opinion.FAILING, "other")))
			.isNotEqualTo(this.token.sign("db", stamp));
	}

	private Stamp stamp(Duration age) {
		return new Stamp(Long.toString(this.now.plus(age).toEpochMilli()), "nonce-%016d".formatted(this.nonces++));
	}

	private String query(String check, Stamp stamp) {
		return PeerCredentials.query(stamp, this.token.sign(check, stamp));
	}

	private PeerAnswer ask(String check, String query) {
		this.instance.advanceTo(LifecyclePhase.SERVING);
		return this.answers.answer(check, query).toCompletableFuture().join();
	}

}
