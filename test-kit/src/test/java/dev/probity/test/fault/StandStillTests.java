package dev.probity.test.fault;

import java.time.Duration;

import dev.probity.check.ManualTicker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A CI machine that stands still for a second breaks no bound.
 */
class StandStillTests {

	private static final Duration MOMENT = Duration.ofMillis(10);

	private final ManualTicker time = new ManualTicker();

	private Duration late = Duration.ZERO;

	private final StandStill standStill = new StandStill(this.time::read,
			(nanos) -> this.time.advance(Duration.ofNanos(nanos).plus(this.late)));

	@Test
	void whatIsUsualIsGrantedToNobody() {
		for (int i = 0; i < 1000; i++) {
			this.late = Duration.ofMillis(i % 100);
			this.standStill.sleep(MOMENT);
		}
		assertThat(this.standStill.total()).isZero();
	}

	@Test
	void aSecondIsNotCounted() {
		this.standStill.sleep(MOMENT);
		this.late = Duration.ofSeconds(1);
		this.standStill.sleep(MOMENT);
		this.late = Duration.ZERO;
		this.standStill.sleep(MOMENT);
		this.late = Duration.ofMillis(300);
		this.standStill.sleep(MOMENT);
		assertThat(this.standStill.total()).isEqualTo(Duration.ofMillis(1300));
	}

}
