package dev.probity.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.VitalCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Brief runs follow each other on one worker, and none waits for another for more than a
 * few milliseconds.
 */
class SharedWorkerTests {

	private static final Duration INTERVAL = Policies.STEADY.interval();

	private static final Duration FEW_MILLISECONDS = Duration.ofMillis(3);

	private final List<String> workers = new ArrayList<>();

	private final ManualEngine engine = new ManualEngine();

	private final List<ScriptedCheck> checks = new ArrayList<>();

	private void register(int count) {
		IntStream.range(0, count)
			.forEach((index) -> this.checks.add(this.engine.register("check" + index, Policies.STEADY)));
	}

	/**
	 * All are due at once, as after a pause.
	 */
	private void runAllAgain() {
		this.workers.clear();
		this.engine.scheduler.pause();
		this.engine.scheduler.resume();
		this.engine.workers.onStart(this.workers::add);
		this.engine.settle();
	}

	private int runs(int check) {
		return this.checks.get(check).entered().size();
	}

	@Test
	void theFirstRunOfEachHasAWorkerOfItsOwn() {
		this.engine.workers.onStart(this.workers::add);
		register(3);
		this.engine.settle();
		assertThat(this.workers).containsExactly("check0", "check1", "check2");
	}

	@Test
	void afterABriefOneTheyShareOneWorker() {
		register(100);
		this.engine.settle();
		runAllAgain();
		assertThat(this.workers).containsExactly("dependencies");
		assertThat(this.checks).allSatisfy((check) -> assertThat(check.entered()).hasSize(2));
	}

	@Test
	void vitalsShareAnotherOne() {
		register(2);
		ScriptedCheck vital = new ScriptedCheck(this.engine.time);
		this.engine.scheduler.register(new CheckRegistration("memory", (VitalCheck) vital::check, Policies.STEADY));
		this.engine.settle();
		this.checks.forEach(ScriptedCheck::hangs);
		runAllAgain();
		assertThat(this.workers).contains("dependencies", "vitals");
		assertThat(vital.entered()).hasSize(2);
	}

	@Test
	void oneThatTookLongHasAWorkerOfItsOwnTheNextTime() {
		register(2);
		this.checks.get(0).does(() -> {
			this.engine.time.advance(Duration.ofMillis(3));
			return CheckResult.passed();
		});
		this.engine.settle();
		runAllAgain();
		assertThat(this.workers).containsExactlyInAnyOrder("check0", "dependencies");
	}

	@Test
	void behindOneThatBlocksTheOthersWaitForAFewMillisecondsOnly() {
		register(50);
		this.engine.settle();
		this.checks.get(0).hangs();
		runAllAgain();
		assertThat(runs(0)).isEqualTo(2);
		assertThat(IntStream.range(1, 50).map(this::runs)).containsOnly(1);
		this.engine.advance(FEW_MILLISECONDS);
		assertThat(IntStream.range(1, 50).map(this::runs)).containsOnly(2);
		assertThat(this.workers).containsExactly("dependencies", "dependencies");
	}

	/**
	 * The more of them there are, the more workers are added at a time.
	 */
	@Test
	void behindAHundredThatBeginToBlockAtOnceTheOthersWaitForAFractionOfASecond() {
		register(300);
		this.engine.settle();
		IntStream.range(0, 100).forEach((index) -> this.checks.get(3 * index).hangs());
		runAllAgain();
		this.engine.advance(FEW_MILLISECONDS.multipliedBy(7));
		assertThat(this.checks).allSatisfy((check) -> assertThat(check.entered()).hasSize(2));
	}

	@Test
	void whatComesDueWhileOneIsStuckDoesNotWaitForItAtAll() {
		register(2);
		this.engine.settle();
		this.checks.get(0).hangs();
		this.engine.scheduler.hasten("check0", Duration.ZERO);
		this.engine.settle();
		this.engine.advance(FEW_MILLISECONDS);
		this.engine.scheduler.hasten("check1", Duration.ZERO);
		this.engine.settle();
		assertThat(this.checks.get(0).inside()).isEqualTo(1);
		assertThat(runs(1)).isEqualTo(2);
	}

	@Test
	void oneThatWasStuckGoesOnWithWhatWaits() {
		register(2);
		this.engine.settle();
		this.checks.get(0).hangs();
		runAllAgain();
		assertThat(runs(1)).isEqualTo(1);
		this.checks.get(0).letGoOldest();
		assertThat(runs(1)).isEqualTo(2);
	}

	@Test
	void oneThatIsRemovedWhileItWaitsIsNotEntered() {
		register(2);
		this.engine.settle();
		this.checks.get(0).hangs();
		runAllAgain();
		this.engine.scheduler.unregister("check1");
		this.engine.settle();
		this.engine.advance(FEW_MILLISECONDS);
		assertThat(runs(1)).isEqualTo(1);
	}

	@Test
	void whileNoWorkerIsToBeHadThatIsTheResultAndLaterTheyGoOn() {
		register(2);
		this.engine.settle();
		this.engine.workers.refuseWith(new OutOfMemoryError("unable to create native thread"));
		this.engine.scheduler.pause();
		this.engine.scheduler.resume();
		this.engine.settle();
		assertThat(this.engine.snapshot("check0").lastResult()).isInstanceOf(CheckResult.Failed.class);
		this.engine.workers.refuseNoMore();
		this.engine.advance(INTERVAL);
		assertThat(this.engine.state("check0")).isEqualTo(CheckState.PASSING);
		assertThat(this.engine.snapshot("check0").lastResult()).isInstanceOf(CheckResult.Passed.class);
	}

	@Test
	void whoWaitsBehindOneThatBlocksWhileNoWorkerIsToBeHadRunsAsSoonAsThereIsOne() {
		register(2);
		this.engine.settle();
		this.checks.get(0).hangs();
		runAllAgain();
		this.engine.workers.refuseWith(new OutOfMemoryError("unable to create native thread"));
		this.engine.advance(Duration.ofMillis(500));
		assertThat(runs(1)).isEqualTo(1);
		this.engine.workers.refuseNoMore();
		this.engine.advance(FEW_MILLISECONDS);
		assertThat(runs(1)).isEqualTo(2);
	}

	@Test
	void evenWhileItIsPausedWhatHasBeenStartedDoesNotWaitForOneThatBlocks() {
		register(2);
		this.engine.settle();
		this.checks.get(0).hangs();
		runAllAgain();
		this.engine.scheduler.pause();
		this.engine.advance(FEW_MILLISECONDS);
		assertThat(runs(1)).isEqualTo(2);
	}

}
