package dev.probity.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.probity.check.ManualTicker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who counts of those that are asked.
 */
class PeerRoundTests {

	private final List<Poll> polls = new ArrayList<>();

	@Test
	void whoAnswersWithoutAnOpinionIsNotSilent() {
		PeerRound round = round(List.of("http://a", "http://b", "http://c"));
		round.take("http://a", new PeerVoice(Opinion.FAILING, "a"));
		round.take("http://b", new PeerVoice(Opinion.NONE, "b"));
		round.take("http://c", null);
		assertThat(poll()).extracting(Poll::asked, Poll::voters, Poll::silent).containsExactly(3, 2, 1);
	}

	@Test
	void whoHasNotAnsweredInTimeIsSilent() {
		PeerRound round = round(List.of("http://a", "http://b", "http://c"));
		round.take("http://a", new PeerVoice(Opinion.FAILING, "a"));
		round.end();
		assertThat(poll()).extracting(Poll::asked, Poll::voters, Poll::silent).containsExactly(3, 3, 2);
	}

	/**
	 * Nobody knows whose silence it was, and how many there are.
	 */
	@Test
	void throughABalancerSilenceIsThatOfOneInstanceHoweverOftenItIsAsked() {
		PeerRound round = round(Collections.nCopies(20, "http://orders"));
		round.take("http://orders", new PeerVoice(Opinion.FAILING, "a"));
		round.take("http://orders", new PeerVoice(Opinion.FAILING, "me"));
		round.take("http://orders", null);
		round.end();
		assertThat(poll()).extracting(Poll::asked, Poll::failing, Poll::silent).containsExactly(2, 1, 1);
	}

	private PeerRound round(List<String> targets) {
		return new PeerRound("db", "me", targets, new ManualTicker(), this.polls::add);
	}

	private Poll poll() {
		assertThat(this.polls).hasSize(1);
		return this.polls.get(0);
	}

}
