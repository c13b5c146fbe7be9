package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import dev.probity.check.VitalCheck;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker that runs out of memory beside the check ends its run all the same.
 */
class CheckRunTests {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private final ManualTicker time = new ManualTicker();

	private final AtomicInteger awakenings = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void aWorkerThatCannotReadTheTimeEndsItsRun(int reading) {
		AtomicInteger readings = new AtomicInteger();
		Ticker ticker = () -> {
			if (readings.getAndIncrement() == reading) {
				throw new OutOfMemoryError("Java heap space");
			}
			return this.time.read();
		};
		CheckRun run = new CheckRun((VitalCheck) CheckResult::passed, LIMIT, ticker, this.time, this::awake);
		run.run();
		isLost(run);
	}

	@Test
	void aWorkerThatCannotDateItsResultEndsItsRun() {
		AtomicInteger readings = new AtomicInteger();
		InstantSource clock = () -> {
			if (readings.getAndIncrement() > 0) {
				throw new OutOfMemoryError("Java heap space");
			}
			return Instant.EPOCH;
		};
		CheckRun run = new CheckRun((VitalCheck) CheckResult::passed, LIMIT, this.time, clock, this::awake);
		run.run();
		isLost(run);
	}

	private void isLost(CheckRun run) {
		assertThat(run.isInside()).isFalse();
		assertThat(run.enteredAt()).isEqualTo(this.time.read());
		assertThat(run.completed().result()).isInstanceOf(CheckResult.Inconclusive.class);
		assertThat(this.awakenings).as("the scheduler is told").hasPositiveValue();
	}

	private void awake() {
		this.awakenings.incrementAndGet();
	}

}
