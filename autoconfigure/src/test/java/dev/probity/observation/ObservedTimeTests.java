package dev.probity.observation;

import java.time.Duration;
import java.util.Random;

import dev.probity.check.ManualTicker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much of what the clock says counts.
 */
class ObservedTimeTests {

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final ManualTicker ticker = new ManualTicker();

	private final ObservedTime time = new ObservedTime(INTERVAL, this.ticker);

	private void observe(Duration... elapsed) {
		for (Duration each : elapsed) {
			this.ticker.advance(each);
			this.time.observe();
		}
	}

	@Test
	void whatWasLookedAtAsUsualCounts() {
		observe(INTERVAL, INTERVAL.multipliedBy(2), INTERVAL);
		assertThat(this.time.of(Duration.ofMillis(7_500))).isEqualTo(Duration.ofMillis(7_500));
	}

	@Test
	void whatWasBeforeTheFirstLookDoesNotCount() {
		observe(INTERVAL, INTERVAL);
		assertThat(this.time.of(Duration.ofDays(400_000))).hasSeconds(4);
	}

	@Test
	void aPauseCountsNotAtOnceAndLittleLater() {
		observe(INTERVAL, Duration.ofHours(1));
		assertThat(this.time.of(Duration.ofHours(1))).isZero();
		assertThat(this.time.of(Duration.ofHours(1).plusSeconds(1))).hasSeconds(1);
		observe(INTERVAL);
		assertThat(this.time.of(Duration.ofHours(1).plusSeconds(3))).hasSeconds(1 + 4 + 2);
	}

	@Test
	void whatBeganAfterAPauseCountsInFull() {
		observe(INTERVAL, Duration.ofHours(1), INTERVAL, INTERVAL);
		assertThat(this.time.of(Duration.ofSeconds(3))).hasSeconds(3);
	}

	@Test
	void whatBeganInAPauseHasTheTurnOfALookBeforeItCounts() {
		observe(INTERVAL, Duration.ofHours(1));
		assertThat(this.time.of(Duration.ofMinutes(5))).isZero();
		observe(INTERVAL);
		assertThat(this.time.of(Duration.ofMinutes(5))).hasSeconds(4 + 2);
	}

	@Test
	void aProcessThatIsAlwaysLateCountsLess() {
		for (int i = 0; i < 500; i++) {
			observe(Duration.ofSeconds(30));
		}
		assertThat(this.time.of(Duration.ofMinutes(10))).hasSeconds(19 * 4);
		assertThat(this.time.of(Duration.ofHours(3))).hasSeconds(99 * 4);
	}

	@Test
	void isNeverMoreThanTheTimeWas() {
		Random random = new Random(3);
		for (int i = 0; i < 10_000; i++) {
			observe(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 2_500)));
			Duration ago = Duration.ofMillis(random.nextInt(500_000));
			assertThat(this.time.of(ago)).isBetween(Duration.ZERO, ago);
			assertThat(this.time.of(ago.plusSeconds(1))).isGreaterThanOrEqualTo(this.time.of(ago));
		}
	}

}
