package dev.probity.load;

import java.time.Duration;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ManualTicker;
import dev.probity.pool.PoolFigures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figures and time that are moved by hand.
 */
class PoolCheckTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(2), Duration.ofSeconds(2),
			Duration.ofSeconds(30), 1, 1, 0, null);

	private final ManualTicker time = new ManualTicker();

	private final Duration begin = this.time.elapsed();

	private boolean opened = true;

	private boolean tells = true;

	private int active = 10;

	private int waiting = 37;

	private Duration lastReturn = this.begin;

	private final PoolCheck check = new PoolCheck(() -> this::figures, Duration.ofSeconds(5), Duration.ofSeconds(10),
			POLICY, this.time);

	private @Nullable PoolFigures figures() {
		Duration since = this.tells ? this.time.elapsed().minus(this.lastReturn) : null;
		return this.opened ? new PoolFigures(this.active, 0, 10, this.waiting, since) : null;
	}

	private CheckResult after(int seconds) {
		CheckResult result = this.check.check();
		for (int i = 0; i < seconds; i += 2) {
			this.time.advance(POLICY.interval());
			result = this.check.check();
		}
		return result;
	}

	private void comesBack() {
		this.lastReturn = this.time.elapsed();
	}

	@Test
	void threadsThatWaitInVainFail() {
		assertThat(after(4)).isInstanceOf(Passed.class);
		CheckResult result = after(2);
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(result.reason())
			.isEqualTo("10 of 10 connections in use, 37 waiting, none came back for 6s (at most 5s)");
		assertThat(result.details()).containsEntry("active", 10)
			.containsEntry("idle", 0)
			.containsEntry("max", 10)
			.containsEntry("waiting", 37)
			.containsEntry("sinceLastReturn", "6s");
	}

	@Test
	void theTimeForWhichNobodyWaitedIsNoSilence() {
		this.waiting = 0;
		assertThat(after(60)).isInstanceOf(Passed.class);
		this.waiting = 1;
		assertThat(after(0)).isInstanceOf(Passed.class);
		assertThat(after(4)).isInstanceOf(Passed.class);
		assertThat(after(2).reason())
			.isEqualTo("10 of 10 connections in use, 1 waiting, none came back for 6s (at most 5s)");
	}

	@Test
	void aBusyPoolPasses() {
		for (int i = 0; i < 50; i++) {
			assertThat(after(4)).isInstanceOf(Passed.class);
			comesBack();
		}
	}

	@Test
	void aFullPoolForWhichNobodyWaitsPasses() {
		this.waiting = 0;
		assertThat(after(600)).isInstanceOf(Passed.class);
	}

	@Test
	void aPoolThatCannotConnectIsNotSaturated() {
		this.active = 3;
		assertThat(after(600)).isInstanceOf(Passed.class);
	}

	@Test
	void aPoolThatIsNotOpenedPassesAndSaysSo() {
		this.opened = false;
		assertThat(after(600).details()).containsEntry("pool", "not opened yet");
		assertThat(new PoolCheck(() -> null, Duration.ofSeconds(5), Duration.ofSeconds(10), POLICY, this.time).check())
			.isInstanceOf(Passed.class);
	}

	@Test
	void theFailureEndsOnceNobodyHasWaitedInVainForAWhile() {
		after(6);
		comesBack();
		this.waiting = 2;
		assertThat(after(4).reason()).isEqualTo("no longer saturated for 4s (passes after 10s); "
				+ "was: 10 of 10 connections in use, 37 waiting, none came back for 6s (at most 5s)");
		comesBack();
		assertThat(after(4)).isInstanceOf(Failed.class);
		comesBack();
		assertThat(after(2)).isInstanceOf(Passed.class);
	}

	@Test
	void whatIsSaturatedNowAndThenFailsThroughout() {
		after(6);
		for (int i = 0; i < 20; i++) {
			comesBack();
			assertThat(after(8)).isInstanceOf(Failed.class);
		}
	}

	@Test
	void aPauseIsNotSilence() {
		after(2);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		comesBack();
		assertThat(after(4)).isInstanceOf(Passed.class);
	}

	@Test
	void aPoolThatIsStuckAfterAPauseFailsLater() {
		after(2);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		assertThat(after(2).reason()).contains("none came back for 8s");
	}

	@Test
	void ofAPoolThatDoesNotTellWhoeverWaitsWithoutABreakWaitsForTooLong() {
		this.tells = false;
		assertThat(after(4)).isInstanceOf(Passed.class);
		this.waiting = 0;
		after(2);
		this.waiting = 3;
		assertThat(after(4)).isInstanceOf(Passed.class);
		CheckResult result = after(2);
		assertThat(result.reason())
			.isEqualTo("10 of 10 connections in use, 3 waiting, without a break for 6s (at most 5s)");
		assertThat(result.details()).doesNotContainKey("sinceLastReturn");
	}

	@Test
	void whatCannotBeAskedIsInconclusive() {
		PoolCheck broken = new PoolCheck(() -> {
			throw new IllegalStateException("closed");
		}, Duration.ofSeconds(5), Duration.ofSeconds(10), POLICY, this.time);
		assertThat(broken.check()).isInstanceOf(Inconclusive.class);
	}

	@Test
	void looksAtLoad() {
		assertThat(CheckKind.of(this.check)).isEqualTo(CheckKind.LOAD);
	}

}
