package dev.probity.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CheckMonitorTests {

	private final List<StateTransition> told = new ArrayList<>();

	private CheckSnapshot seenWhenTold;

	private final CheckMonitor monitor = new CheckMonitor(this::tell);

	private void tell(StateTransition transition) {
		this.told.add(transition);
		this.seenWhenTold = this.monitor.snapshot(transition.check());
	}

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
		assertThat(this.told).containsExactly(new StateTransition(before, after));
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
	void whatIsRemovedIsPublishedNoMore() {
		CheckSnapshot before = add("db");
		this.monitor.remove("db");
		publish(before, CheckResult.passed());
		assertThat(this.monitor.snapshots()).isEmpty();
		assertThat(this.told).isEmpty();
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

}
