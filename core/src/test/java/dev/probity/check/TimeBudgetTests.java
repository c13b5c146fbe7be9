package dev.probity.check;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeBudgetTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final ManualTicker time = new ManualTicker();

	@Test
	void whatIsLeftShrinksWithEachStep() {
		TimeBudget budget = TimeBudget.ofRun(TIMEOUT, this.time);
		assertThat(budget.remaining()).isEqualTo(TIMEOUT);
		this.time.advance(Duration.ofMillis(1500));
		assertThat(budget.remaining()).hasMillis(500);
		assertThat(budget.plus(Duration.ofMillis(100)).remaining()).hasMillis(600);
	}

	@Test
	void whatIsLateIsToEndAndNotToLastForEver() {
		TimeBudget budget = TimeBudget.ofRun(TIMEOUT, this.time);
		this.time.advance(Duration.ofMinutes(1));
		assertThat(budget.remaining()).hasMillis(1);
	}

	@Test
	void theTimeOfTheRunOnThisThreadComesFirst() throws Exception {
		AtomicReference<Duration> remaining = new AtomicReference<>();
		DependencyCheck check = () -> {
			remaining.set(TimeBudget.ofRun(TIMEOUT, this.time).remaining());
			return CheckResult.passed();
		};
		new RunLimit(Duration.ofSeconds(10)).apply(check);
		assertThat(remaining).hasValue(Duration.ofSeconds(10));
	}

}
