package dev.probity.vital;

import java.time.Duration;

import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * When a heap counts as beyond repair; the time is moved by hand.
 */
class MemoryCheckTests {

	private static final Duration WINDOW = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final ManualTicker time = new ManualTicker();

	private Duration paused = Duration.ofSeconds(7);

	private @Nullable HeapFigures figures = new HeapFigures(0, 100, this.paused);

	private final MemoryCheck check = new MemoryCheck(0.9, 0.5, WINDOW, INTERVAL, this.time, () -> this.figures);

	private CheckResult evaluate(Duration elapsed, Duration inPauses, int occupancy) {
		this.time.advance(elapsed);
		this.paused = this.paused.plus(inPauses);
		this.figures = new HeapFigures(occupancy, 100, this.paused);
		return this.check.check();
	}

	private CheckResult evaluate(int pausePercentage, int occupancy) {
		return evaluate(INTERVAL, INTERVAL.multipliedBy(pausePercentage).dividedBy(100), occupancy);
	}

	private void thrash(int looks) {
		for (int i = 0; i < looks; i++) {
			assertPasses(evaluate(95, 97));
		}
	}

	private static void assertPasses(CheckResult result) {
		assertThat(result).isInstanceOf(CheckResult.Passed.class);
	}

	@Test
	void aFullHeapAndMostOfTheTimeInPausesFailsAfterTheWindow() {
		this.check.check();
		thrash(11);
		CheckResult failed = evaluate(95, 97);
		assertThat(failed).isInstanceOf(CheckResult.Failed.class);
		assertThat(failed.reason())
			.isEqualTo("the heap is 97% full after collection, and pauses took 50% or more of the last 1m");
		assertThat(failed.details()).containsEntry("occupancy", "97%")
			.containsEntry("pauses", "95%")
			.containsEntry("thrashingFor", "1m")
			.containsEntry("afterCollection", 97L)
			.containsEntry("max", 100L);
	}

	@Test
	void whatHappenedBeforeTheFirstLookDoesNotCount() {
		assertPasses(evaluate(95, 97));
		thrash(11);
		assertThat(evaluate(95, 97)).isInstanceOf(CheckResult.Failed.class);
	}

	@Test
	void theThresholdsThemselvesCount() {
		this.check.check();
		for (int i = 0; i < 11; i++) {
			assertPasses(evaluate(50, 90));
		}
		assertThat(evaluate(50, 90)).isInstanceOf(CheckResult.Failed.class);
	}

	@Test
	void oneLookInWhichItIsBetterBeginsAnew() {
		this.check.check();
		thrash(11);
		assertPasses(evaluate(49, 97));
		thrash(11);
		assertPasses(evaluate(95, 89));
		thrash(11);
		assertThat(evaluate(95, 97)).isInstanceOf(CheckResult.Failed.class);
	}

	@Test
	void aHeapThatIsFullOfWhatIsNeededPasses() {
		for (int i = 0; i < 1_000; i++) {
			assertPasses(evaluate(2, 100));
		}
	}

	@Test
	void aCollectorThatIsBusyAndFreesTheHeapPasses() {
		for (int i = 0; i < 1_000; i++) {
			assertPasses(evaluate(99, 40));
		}
	}

	@Test
	void aProcessThatIsStoppedInAPauseCountsAsTwoLooksAtMost() {
		this.check.check();
		thrash(9);
		assertPasses(evaluate(Duration.ofHours(1), Duration.ofHours(1), 97));
		assertThat(evaluate(95, 97)).isInstanceOf(CheckResult.Failed.class);
	}

	@Test
	void aPauseBetweenTheReadingsOfTimeAndPausesIsCountedWithTheTimeItTook() {
		this.check.check();
		// the pause came after the time was read and before the pauses were
		assertPasses(evaluate(INTERVAL, Duration.ofSeconds(9), 97));
		assertThat(evaluate(Duration.ofSeconds(10), Duration.ofSeconds(2), 97).details()).containsEntry("pauses",
				"60%");
		assertThat(evaluate(0, 97).details()).containsEntry("pauses", "0%");
	}

	@Test
	void withoutFiguresItIsInconclusive() {
		this.figures = null;
		assertThat(this.check.check()).isInstanceOf(CheckResult.Inconclusive.class);
	}

	@Test
	void anErrorWhileLookingIsInconclusive() {
		MemoryCheck broken = new MemoryCheck(0.9, 0.5, WINDOW, INTERVAL, this.time, () -> {
			throw new OutOfMemoryError("Java heap space");
		});
		assertThat(broken.check())
			.isEqualTo(CheckResult.inconclusive("observation failed: OutOfMemoryError: Java heap space"));
	}

	@Test
	void thresholdsAreFractions() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MemoryCheck(90, 0.5, WINDOW, INTERVAL, this.time))
			.withMessage("'heapThreshold' is 90.0: it must be above 0 and at most 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new MemoryCheck(0.9, 0, WINDOW, INTERVAL, this.time));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MemoryCheck(0.9, 0.5, Duration.ZERO, INTERVAL, this.time))
			.withMessage("'window' is 0s: it must be more than 0s");
	}

}
