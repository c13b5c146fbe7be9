package dev.probity.load;

import java.time.Duration;
import java.util.Random;

import dev.probity.check.ManualTicker;
import dev.probity.load.Hysteresis.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From relieved to saturated and back, in time that is moved by hand.
 */
class HysteresisTests {

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final ManualTicker time = new ManualTicker();

	private final Hysteresis hysteresis = new Hysteresis(Duration.ofSeconds(6), Duration.ofSeconds(10), INTERVAL,
			this.time);

	private Phase after(Duration elapsed, boolean saturated) {
		this.time.advance(elapsed);
		return this.hysteresis.observe(saturated).phase();
	}

	private Phase lasting(Duration duration, boolean saturated) {
		Phase phase = after(INTERVAL, saturated);
		for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(INTERVAL)) {
			phase = after(INTERVAL, saturated);
		}
		return phase;
	}

	@Test
	void beginsRelieved() {
		assertThat(after(INTERVAL, false)).isEqualTo(Phase.RELIEVED);
	}

	@Test
	void whatIsSaturatedCountsOnceItHasLasted() {
		assertThat(lasting(Duration.ofSeconds(4), true)).isEqualTo(Phase.RISING);
		assertThat(after(INTERVAL, true)).isEqualTo(Phase.SATURATED);
	}

	@Test
	void whatIsRelievedCountsOnceItHasLasted() {
		lasting(Duration.ofSeconds(6), true);
		assertThat(lasting(Duration.ofSeconds(8), false)).isEqualTo(Phase.FALLING);
		assertThat(after(INTERVAL, false)).isEqualTo(Phase.RELIEVED);
	}

	@Test
	void aMomentOfReliefBeginsTheRiseAnew() {
		lasting(Duration.ofSeconds(4), true);
		assertThat(after(INTERVAL, false)).isEqualTo(Phase.RELIEVED);
		assertThat(lasting(Duration.ofSeconds(4), true)).isEqualTo(Phase.RISING);
	}

	@Test
	void aMomentOfSaturationBeginsTheFallAnewAndCountsAtOnce() {
		lasting(Duration.ofSeconds(6), true);
		lasting(Duration.ofSeconds(8), false);
		assertThat(after(INTERVAL, true)).isEqualTo(Phase.SATURATED);
		assertThat(lasting(Duration.ofSeconds(8), false)).isEqualTo(Phase.FALLING);
	}

	@Test
	void aPauseSustainsNothing() {
		after(INTERVAL, true);
		assertThat(after(Duration.ofHours(1), true)).isEqualTo(Phase.RISING);
		assertThat(lasting(Duration.ofSeconds(4), true)).as("twice the interval of it, with the next look")
			.isEqualTo(Phase.SATURATED);
		after(INTERVAL, false);
		assertThat(after(Duration.ofHours(1), false)).isEqualTo(Phase.FALLING);
	}

	@Test
	void withoutATimeItCountsAtOnceAndStillHasToBeRelievedForOne() {
		Hysteresis atOnce = new Hysteresis(Duration.ZERO, Duration.ofSeconds(10), INTERVAL, this.time);
		assertThat(atOnce.observe(true).phase()).isEqualTo(Phase.SATURATED);
		assertThat(atOnce.observe(false).phase()).isEqualTo(Phase.FALLING);
	}

	@Test
	void neverChangesBeforeTheMarkHasLastedWhatItMust() {
		Random random = new Random(11);
		boolean mark = false;
		boolean counted = false;
		int begun = 0;
		int ended = 0;
		Duration truth = Duration.ZERO;
		for (int i = 0; i < 20_000; i++) {
			Duration elapsed = Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 60_000 : 2_500));
			boolean next = (random.nextInt(8) == 0) ? !mark : mark;
			truth = (next == mark) ? truth.plus(elapsed) : Duration.ZERO;
			mark = next;
			this.time.advance(elapsed);
			boolean counts = this.hysteresis.observe(mark).counts();
			if (counts != counted) {
				assertThat(truth).isGreaterThanOrEqualTo(Duration.ofSeconds(mark ? 6 : 10));
				assertThat(counts).isEqualTo(mark);
				begun += counts ? 1 : 0;
				ended += counts ? 0 : 1;
			}
			counted = counts;
		}
		assertThat(begun).as("times it has begun to count").isGreaterThan(300);
		assertThat(ended).as("times it has ceased to").isBetween(begun - 1, begun);
	}

}
