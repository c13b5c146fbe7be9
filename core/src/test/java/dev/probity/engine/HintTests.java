package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hint decides when a check looks, never what is true.
 */
class HintTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(10), Duration.ofSeconds(1),
			Duration.ofSeconds(2), 2, 2, 0, null);

	private final ManualEngine engine = new ManualEngine();

	private final ScriptedCheck check = this.engine.register("db", POLICY);

	HintTests() {
		// at its regular pace, and just after a run
		this.engine.advance(Duration.ofSeconds(25));
		long before = runs();
		while (runs() == before) {
			this.engine.advance(Duration.ofMillis(10));
		}
	}

	@Test
	void itAdvancesTheNextRun() {
		this.engine.advance(Duration.ofSeconds(3));
		long before = runs();
		this.engine.scheduler.hint("db");
		this.engine.settle();
		assertThat(runs()).isEqualTo(before + 1);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
	}

	@Test
	void notSoonerThanTheRetryIntervalAfterTheLastRun() {
		this.engine.advance(Duration.ofMillis(400));
		long before = runs();
		this.engine.scheduler.hint("db");
		this.engine.advance(Duration.ofMillis(400));
		assertThat(runs()).isEqualTo(before);
		this.engine.advance(Duration.ofMillis(300));
		assertThat(runs()).isEqualTo(before + 1);
	}

	@Test
	void aStormOfHintsIsNoStormOfRuns() {
		long before = runs();
		for (int i = 0; i < 1000; i++) {
			this.engine.scheduler.hint("db");
			this.engine.advance(Duration.ofMillis(10));
		}
		assertThat(runs() - before).isBetween(8L, 10L);
	}

	@Test
	void afterwardsTheCheckGoesOnAtItsPace() {
		this.engine.advance(Duration.ofSeconds(3));
		this.engine.scheduler.hint("db");
		this.engine.settle();
		long before = runs();
		this.engine.advance(Duration.ofMillis(9_500));
		assertThat(runs()).isEqualTo(before);
		this.engine.advance(Duration.ofSeconds(1));
		assertThat(runs()).isEqualTo(before + 1);
	}

	@Test
	void oneThatComesDuringARunMeansTheNextOne() {
		this.check.hangs();
		this.engine.advance(Duration.ofSeconds(10));
		long before = runs();
		this.engine.scheduler.hint("db");
		this.engine.advance(Duration.ofMillis(500));
		assertThat(runs()).isEqualTo(before);
		this.check.letGo();
		this.engine.settle();
		assertThat(runs()).isEqualTo(before);
		this.engine.advance(Duration.ofMillis(1_100));
		assertThat(runs()).isEqualTo(before + 1);
	}

	@Test
	void aCheckThatFailsNeedsNone() {
		this.check.answers(CheckResult.failed("down"));
		this.engine.advance(Duration.ofSeconds(60));
		assertThat(this.engine.state("db")).isEqualTo(CheckState.FAILING);
		long before = runs();
		for (int i = 0; i < 100; i++) {
			this.engine.scheduler.hint("db");
			this.engine.advance(Duration.ofMillis(100));
		}
		assertThat(runs() - before).isLessThanOrEqualTo(1);
	}

	@Test
	void oneForACheckThatIsGoneIsIgnored() {
		this.engine.scheduler.hint("db");
		this.engine.scheduler.unregister("db");
		this.engine.scheduler.hint("db");
		this.engine.scheduler.hint("nobody");
		this.engine.advance(Duration.ofSeconds(1));
		assertThat(this.engine.monitor.snapshots()).isEmpty();
	}

	private long runs() {
		return this.engine.workers.started("db");
	}

}
