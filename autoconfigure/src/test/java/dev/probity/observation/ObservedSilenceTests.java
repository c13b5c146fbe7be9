package dev.probity.observation;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.probity.check.ManualTicker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts as silence, in time that is moved by hand.
 */
class ObservedSilenceTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final ManualTicker time = new ManualTicker();

	private final ObservedSilence silence = new ObservedSilence(INTERVAL, this.time);

	private Duration after(Duration elapsed, Object mark) {
		this.time.advance(elapsed);
		return this.silence.since(mark);
	}

	@Test
	void countsTheTimeInWhichTheMarkStaysTheSame() {
		assertThat(this.silence.since(1)).isZero();
		assertThat(after(INTERVAL, 1)).hasSeconds(5);
		assertThat(after(Duration.ofSeconds(1), 1)).hasSeconds(6);
		assertThat(after(Duration.ofSeconds(10), 1)).hasSeconds(16);
	}

	@Test
	void beginsAnewWithEveryOtherMark() {
		this.silence.since(1);
		after(INTERVAL, 1);
		assertThat(after(INTERVAL, 2)).isZero();
		assertThat(after(INTERVAL, 2)).hasSeconds(5);
		assertThat(after(INTERVAL, 1)).isZero();
	}

	@Test
	void anHourInWhichNobodyLookedIsOneObservationAndCountsWithTheNextOne() {
		this.silence.since(1);
		after(INTERVAL, 1);
		assertThat(after(Duration.ofHours(1), 1)).hasSeconds(5);
		assertThat(after(Duration.ofSeconds(1), 1)).hasSeconds(5 + 10 + 1);
	}

	@Test
	void whoeverShowsLifeAfterAPauseHasNotBeenSilent() {
		this.silence.since(1);
		assertThat(after(Duration.ofHours(1), 1)).isZero();
		assertThat(after(INTERVAL, 2)).isZero();
		assertThat(after(INTERVAL, 2)).hasSeconds(5);
	}

	@Test
	void aProcessThatIsAlwaysLateNoticesSilenceLater() {
		this.silence.since(1);
		List<Long> seconds = Stream.generate(() -> after(Duration.ofSeconds(30), 1).toSeconds()).limit(4).toList();
		assertThat(seconds).containsExactly(0L, 10L, 20L, 30L);
	}

	@Test
	void isNeverLongerThanTheSilenceWas() {
		Random random = new Random(7);
		Duration truth = Duration.ZERO;
		int mark = 0;
		this.silence.since(mark);
		for (int i = 0; i < 10_000; i++) {
			Duration elapsed = Duration.ofMillis(random.nextInt(random.nextBoolean() ? 5_000 : 60_000));
			boolean alive = random.nextInt(20) == 0;
			mark += alive ? 1 : 0;
			truth = alive ? Duration.ZERO : truth.plus(elapsed);
			assertThat(after(elapsed, mark)).isLessThanOrEqualTo(truth);
		}
	}

}
