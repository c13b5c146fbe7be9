package dev.probity.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CheckMonitorTests {

	private final List<CheckChange> told = new ArrayList<>();

	private CheckSnapshot seenWhenTold;

	private Runnable whenTold = () -> {
	};

	private final List<CheckChange> results = new ArrayList<>();

	private final CheckMonitor monitor = new CheckMonitor(new StateTransitionListener() {

		@Override
		public void onTransition(CheckChange transition) {
			CheckMonitorTests.this.told.add(transition);
			CheckMonitorTests.this.whenTold.run();
			CheckMonitorTests.this.seenWhenTold = CheckMonitorTests.this.monitor.snapshot(transition.check());
		}

		@Override
		public void onResult(CheckChange result) {
			CheckMonitorTests.this.results.add(result);
			CheckMonitorTests.this.seenWhenTold = CheckMonitorTests.this.monitor.snapshot(result.check());
		}

	});

	private CheckSnapshot add(String name) {
		CheckSnapshot initial = CheckSnapshot.unknown(
				new CheckRegistration(name, (DependencyCheck) CheckResult::passed, Policies.STEADY), 0, Instant.EPOCH);
		this.monitor.add(initial);
		return initial;
	}

	private CheckSnapshot publish(CheckSnapshot before, CheckResult result) {
		CheckSnapshot after = CheckStateMachine.next(before, new CompletedRun(result, 0, 0, Instant.EPOCH));
		this.monitor.publish(before, after);
		return after;
	}

	@Test
	void snapshotsStandInTheOrderOfRegistrationAndKeepTheirPlace() {
		CheckSnapshot db = add("db");
		add("redis");
		add("kafka");
		publish(db, CheckResult.passed());
		assertThat(this.monitor.snapshots().keySet()).containsExactly("db", "redis", "kafka");
	}

	@Test
	void whoHoldsTheMapSeesOneMoment() {
		CheckSnapshot db = add("db");
		Map<String, CheckSnapshot> held = this.monitor.snapshots();
		publish(db, CheckResult.passed());
		add("redis");
		assertThat(held).containsExactly(Map.entry("db", db));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(held::clear);
	}

	@Test
	void aTransitionIsToldOnceAfterItCanBeRead() {
		CheckSnapshot before = add("db");
		CheckSnapshot after = publish(before, CheckResult.passed());
		assertThat(this.told).containsExactly(new CheckChange(before, after));
		assertThat(this.seenWhenTold).isSameAs(after);
	}

	@Test
	void aResultThatChangesNoStateIsPublishedAndNotTold() {
		CheckSnapshot passing = publish(add("db"), CheckResult.passed());
		this.told.clear();
		CheckSnapshot failedOnce = publish(passing, CheckResult.failed("broken"));
		assertThat(this.monitor.snapshot("db")).isSameAs(failedOnce);
		assertThat(this.told).isEmpty();
	}

	@Test
	void everyResultIsToldOnceAfterItCanBeReadWhateverItChanges() {
		CheckSnapshot unknown = add("db");
		CheckSnapshot passing = publish(unknown, CheckResult.passed());
		CheckSnapshot busy = publish(passing, CheckResult.inconclusive("busy"));
		assertThat(this.seenWhenTold).isSameAs(busy);
		assertThat(this.results).containsExactly(new CheckChange(unknown, passing), new CheckChange(passing, busy));
		assertThat(this.results).extracting(CheckChange::isTransition).containsExactly(true, false);
		assertThat(this.results.get(1).run().result().reason()).isEqualTo("busy");
	}

	@Test
	@Timeout(10)
	void whoeverHasSeenASnapshotCanWaitUntilItHasBeenTold() throws InterruptedException {
		AtomicReference<String> order = new AtomicReference<>("");
		Thread reader = new Thread(() -> {
			this.monitor.settle();
			order.accumulateAndGet("settled", String::concat);
		});
		this.whenTold = () -> {
			reader.start();
			while (reader.getState() != Thread.State.BLOCKED) {
				Thread.onSpinWait();
			}
			order.accumulateAndGet("told ", String::concat);
		};
		CheckSnapshot unknown = add("db");
		publish(unknown, CheckResult.passed());
		reader.join();
		assertThat(order).hasValue("told settled");
	}

	@Test
	void aListenerThatThrowsKeepsTheNewsFromNobodyAndEndsNoCheck() {
		List<CheckChange> heard = new ArrayList<>();
		CheckMonitor monitor = new CheckMonitor((transition) -> {
			throw new StackOverflowError();
		}, heard::add);
		CheckSnapshot unknown = CheckSnapshot.unknown(
				new CheckRegistration("db", (DependencyCheck) CheckResult::passed, Policies.STEADY), 0, Instant.EPOCH);
		monitor.add(unknown);
		CheckSnapshot before = unknown;
		for (CheckResult result : List.of(CheckResult.passed(), CheckResult.failed("broken"),
				CheckResult.failed("broken"))) {
			CheckSnapshot after = CheckStateMachine.next(before, new CompletedRun(result, 0, 0, Instant.EPOCH));
			monitor.publish(before, after);
			assertThat(monitor.snapshot("db")).isSameAs(after);
			before = after;
		}
		assertThat(heard).extracting((transition) -> transition.after().state())
			.containsExactly(CheckState.PASSING, CheckState.FAILING);
		assertThat(monitor.takeFailure()).isInstanceOf(StackOverflowError.class);
		assertThat(monitor.takeFailure()).isNull();
	}

	@Test
	void whatIsForgottenIsATransitionAndNoResult() {
		CheckSnapshot unknown = add("db");
		CheckSnapshot passing = publish(unknown, CheckResult.passed());
		this.results.clear();
		this.monitor.publish(passing, unknown);
		assertThat(this.told).last().isEqualTo(new CheckChange(passing, unknown));
		assertThat(this.results).isEmpty();
	}

	@Test
	void whatIsRemovedIsPublishedNoMore() {
		CheckSnapshot before = add("db");
		this.monitor.remove("db");
		publish(before, CheckResult.passed());
		assertThat(this.monitor.snapshots()).isEmpty();
		assertThat(this.told).isEmpty();
		assertThat(this.results).isEmpty();
	}

	@Test
	void whatWasRegisteredAnewIsNotOverwrittenByItsPredecessor() {
		CheckSnapshot before = add("db");
		this.monitor.remove("db");
		CheckSnapshot anew = add("db");
		publish(before, CheckResult.failed("broken"));
		assertThat(this.monitor.snapshot("db")).isSameAs(anew);
		assertThat(this.told).isEmpty();
	}

	@Test
	void aNameCanBeTakenOnce() {
		add("db");
		assertThatIllegalStateException().isThrownBy(() -> add("db"))
			.withMessage("A check named 'db' is registered already");
	}

	@Test
	void anUnknownCheckHasNoSnapshot() {
		assertThat(this.monitor.snapshot("db")).isNull();
	}

	@Test
	void toBeginOrCeaseToBeDegradedIsAStateChange() {
		CheckSnapshot initial = add("db");
		long before = this.monitor.stateChanges();
		CheckSnapshot passing = publish(initial, CheckResult.passed());
		CheckSnapshot degraded = publish(passing, new CheckResult.Degraded("a part of it", Map.of()));
		assertThat(degraded.state()).isEqualTo(CheckState.PASSING);
		CheckSnapshot still = publish(degraded, new CheckResult.Degraded("another part of it", Map.of()));
		publish(still, CheckResult.passed());
		assertThat(this.monitor.stateChanges() - before).isEqualTo(3);
	}

}
