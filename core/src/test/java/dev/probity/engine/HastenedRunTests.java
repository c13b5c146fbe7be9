package dev.probity.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HastenedRunTests {

	private static final Duration SPACING = Duration.ofSeconds(1);

	private final ManualEngine engine = new ManualEngine();

	private final ScriptedCheck check = this.engine.register("db", Policies.STEADY);

	@Test
	void aCheckThatIsAskedForRunsBeforeItsTurn() {
		runsAfter(Duration.ofMillis(1500));
		this.engine.scheduler.hasten("db", SPACING);
		this.engine.settle();
		assertThat(this.check.entered()).hasSize(2);
	}

	@Test
	void aThousandRequestsInASecondCauseOneRun() {
		runsAfter(Duration.ofMillis(1500));
		for (int i = 0; i < 1000; i++) {
			this.engine.scheduler.hasten("db", SPACING);
			this.engine.advance(Duration.ofMillis(1).minusNanos(1000));
		}
		assertThat(this.check.entered()).hasSize(2);
	}

	@Test
	void afterARunTheNextOneIsPutOffUntilItsTimeIsUp() {
		runsAfter(Duration.ofMillis(400));
		this.engine.scheduler.hasten("db", SPACING);
		this.engine.advance(Duration.ofMillis(599));
		assertThat(this.check.entered()).hasSize(1);
		this.engine.advance(Duration.ofMillis(1));
		assertThat(this.check.entered()).hasSize(2);
	}

	@Test
	void noRunIsPutOffByARequest() {
		long due = this.engine.settle();
		this.engine.sleep(Duration.ofNanos(due));
		this.engine.scheduler.hasten("db", Duration.ofHours(1));
		this.engine.settle();
		assertThat(this.check.entered()).hasSize(2);
	}

	@Test
	void aRunThatIsInsideServes() {
		this.check.hangs();
		runsAfter(Duration.ofMillis(1500));
		this.engine.scheduler.hasten("db", SPACING);
		this.engine.settle();
		assertThat(this.engine.workers.started()).hasSize(1);
	}

	@Test
	void whatIsNotRegisteredOrPausedDoesNotRun() {
		runsAfter(Duration.ofMillis(1500));
		this.engine.scheduler.hasten("mongo", SPACING);
		this.engine.scheduler.pause();
		this.engine.scheduler.hasten("db", SPACING);
		this.engine.settle();
		assertThat(this.check.entered()).hasSize(1);
	}

	/**
	 * After its first run the second is due in a random part of an interval.
	 */
	private void runsAfter(Duration time) {
		this.engine.settle();
		this.engine.sleep(time);
	}

}
