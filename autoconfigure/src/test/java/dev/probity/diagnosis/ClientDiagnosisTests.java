package dev.probity.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.ManualTicker;
import dev.probity.check.StateTransitionListener;
import dev.probity.engine.ManualMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is found when the client and a fresh connection are looked at side by side, in
 * time that is moved by hand.
 */
class ClientDiagnosisTests {

	private static final DiagnosisTerms TERMS = DiagnosisTerms.of(Duration.ofMinutes(5), Duration.ofMinutes(2),
			Duration.ofSeconds(2));

	private final List<DiagnosisChange> told = new ArrayList<>();

	private final ManualMonitor checks = new ManualMonitor(new StateTransitionListener() {

		@Override
		public void onTransition(CheckChange transition) {
		}

		@Override
		public void onDiagnosis(DiagnosisChange change) {
			ClientDiagnosisTests.this.told.add(change);
		}

	});

	private final ManualTicker time = this.checks.time();

	private final List<Runnable> waiting = new ArrayList<>();

	private boolean hanging;

	private final ScriptedClient client = new ScriptedClient();

	private final ClientDiagnosis diagnosis = new ClientDiagnosis("db", TERMS, this.checks.monitor(),
			(name, run) -> start(run), this.time, this.time, new SplittableRandom(7));

	ClientDiagnosisTests() {
		this.checks.add("db");
		this.diagnosis.client(this.client);
	}

	/**
	 * As a pool that is replaced by another one.
	 */
	@Test
	void aClientThatIsGoneForAWhileIsNotImpossible() {
		this.diagnosis.noClient();
		assertThat(this.diagnosis.isImpossible()).isFalse();
		this.diagnosis.client(null);
		assertThat(this.diagnosis.isImpossible()).isTrue();
	}

	private void start(Runnable run) {
		if (this.hanging) {
			this.waiting.add(run);
		}
		else {
			run.run();
		}
	}

	@Test
	void aDependencyThatAnswersNobodyIsDown() {
		fail();
		this.client.refuse("08001", "Connection refused");
		pass(Duration.ofSeconds(3));
		assertThat(finding()).isEqualTo(Finding.DEPENDENCY_DOWN);
		assertThat(sentence())
			.isEqualTo("PostgreSQL does not serve a fresh connection either: 08001 SQLException: Connection refused");
		pass(Duration.ofMinutes(10));
		assertThat(this.told).hasSize(1);
	}

	@Test
	void aClientIsAtFaultOnceFreshConnectionsHaveBeenAnsweredForLong() {
		fail();
		pass(Duration.ofSeconds(118));
		assertThat(finding()).isNull();
		pass(Duration.ofSeconds(5));
		assertThat(finding()).isEqualTo(Finding.CLIENT_FAULT);
		assertThat(this.client.asked).isEqualTo(3);
		assertThat(sentence()).isEqualTo("PostgreSQL answers fresh connections in 0ms, but the pool 'orders' has given "
				+ "none that works for 2m3s: 10 of 10 leased");
		assertThat(this.diagnosis.clientFault()).isNotNull();
		recover();
		pass(Duration.ofSeconds(2));
		assertThat(finding()).isNull();
		assertThat(this.diagnosis.clientFault()).isNull();
		assertThat(this.told).extracting(DiagnosisChange::check).containsExactly("db", "db");
	}

	@Test
	void oneFreshConnectionThatFailsAcquitsTheClient() {
		fail();
		pass(Duration.ofSeconds(70));
		this.client.refuse("08001", "Connection refused");
		pass(Duration.ofSeconds(60));
		assertThat(finding()).isEqualTo(Finding.DEPENDENCY_DOWN);
		this.client.refusal = null;
		pass(Duration.ofSeconds(110));
		assertThat(finding()).isNull();
		pass(Duration.ofSeconds(70));
		assertThat(finding()).isEqualTo(Finding.CLIENT_FAULT);
	}

	/**
	 * As it does if the dependency comes and goes.
	 */
	@Test
	void aClientThatWorksOnceWhileItFailsIsNotAtFaultForWhatWasBefore() {
		fail();
		pass(Duration.ofSeconds(110));
		this.checks.result("db", CheckResult.passed());
		this.checks.result("db", CheckResult.failed("pool stuck"));
		pass(Duration.ofSeconds(110));
		assertThat(finding()).isNull();
		assertThat(this.checks.monitor().snapshot("db").state()).isEqualTo(CheckState.FAILING);
		pass(Duration.ofSeconds(80));
		assertThat(finding()).isEqualTo(Finding.CLIENT_FAULT);
		assertThat(sentence()).contains("has given none that works for 3m");
	}

	@Test
	void aClientThatLivesOnWhatItHasIsOnBorrowedTime() {
		recover();
		pass(Duration.ofMinutes(6));
		assertThat(this.client.asked).isBetween(1, 2);
		this.client.refuse("28P01", "FATAL: password authentication failed for user \"orders\"");
		pass(Duration.ofSeconds(400));
		assertThat(finding()).isEqualTo(Finding.BORROWED_TIME);
		assertThat(sentence()).startsWith("new connections to PostgreSQL fail since ")
			.contains("(28P01 SQLException: FATAL: password authentication failed for user")
			.contains("; existing ones end by ")
			.endsWith(" (maxLifetime)");
		this.client.refusal = null;
		pass(Duration.ofSeconds(62));
		assertThat(finding()).isNull();
	}

	/**
	 * A pool with the new password has taken the place of the one with the old.
	 */
	@Test
	void whatWasFoundOfOneClientIsNotHeldAgainstTheNext() {
		recover();
		this.client.refuse("28P01", "password authentication failed");
		pass(Duration.ofSeconds(400));
		assertThat(finding()).isEqualTo(Finding.BORROWED_TIME);
		this.diagnosis.client(new ScriptedClient());
		pass(Duration.ofSeconds(1));
		assertThat(finding()).isNull();
		assertThat(this.told).hasSize(2);
	}

	@Test
	void anotherClientThatFailsIsNotAtFaultForWhatTheOneBeforeHasShown() {
		fail();
		pass(Duration.ofSeconds(118));
		ScriptedClient next = new ScriptedClient();
		this.diagnosis.client(next);
		pass(Duration.ofSeconds(118));
		assertThat(finding()).isNull();
		pass(Duration.ofSeconds(70));
		assertThat(finding()).isEqualTo(Finding.CLIENT_FAULT);
		assertThat(next.asked).isGreaterThanOrEqualTo(3);
	}

	@Test
	void withoutAClientNothingIsFoundAnyMore() {
		recover();
		this.client.refuse("28P01", "password authentication failed");
		pass(Duration.ofSeconds(400));
		assertThat(finding()).isEqualTo(Finding.BORROWED_TIME);
		this.diagnosis.client(null);
		pass(Duration.ofSeconds(1));
		assertThat(finding()).isNull();
	}

	@Test
	void oneFreshConnectionThatFailsIsNoReasonToWarn() {
		recover();
		pass(Duration.ofMinutes(6));
		this.client.refuse("53300", "too many connections");
		int asked = this.client.asked;
		while (this.client.asked == asked) {
			pass(Duration.ofSeconds(1));
		}
		pass(Duration.ofSeconds(50));
		assertThat(finding()).isNull();
		this.client.refusal = null;
		pass(Duration.ofMinutes(6));
		assertThat(this.told).isEmpty();
	}

	@Test
	void freshConnectionsAreRareWhateverHappens() {
		Random random = new Random(42);
		for (int minute = 0; minute < 200; minute++) {
			if (random.nextInt(4) == 0) {
				fail();
			}
			else if (random.nextInt(4) == 0) {
				recover();
			}
			this.client.refusal = random.nextBoolean() ? new IllegalStateException() : null;
			this.hanging = random.nextInt(5) == 0;
			int before = this.client.asked + this.waiting.size();
			pass(Duration.ofMinutes(1));
			assertThat(this.client.asked + this.waiting.size() - before).isLessThanOrEqualTo(1);
			assertThat(this.waiting).hasSizeLessThanOrEqualTo(1);
			if (!this.hanging) {
				this.waiting.forEach(Runnable::run);
				this.waiting.clear();
			}
		}
	}

	@Test
	void aFreshConnectionThatHangsHasFailed() {
		fail();
		this.hanging = true;
		pass(Duration.ofSeconds(4));
		assertThat(finding()).isNull();
		pass(Duration.ofSeconds(4));
		assertThat(finding()).isEqualTo(Finding.DEPENDENCY_DOWN);
		assertThat(sentence()).endsWith("no answer within 5s");
		pass(Duration.ofMinutes(10));
		assertThat(this.waiting).as("attempts that are inside").hasSize(1);
		// what comes too late has shown nothing
		this.waiting.remove(0).run();
		pass(Duration.ofSeconds(2));
		assertThat(finding()).isEqualTo(Finding.DEPENDENCY_DOWN);
	}

	@Test
	void whatIsNotRenewedPutsNoClientAtFault() {
		fail();
		pass(Duration.ofSeconds(123));
		assertThat(this.diagnosis.clientFault()).isNotNull();
		// nobody looks any more
		this.time.advance(Duration.ofMinutes(4));
		assertThat(this.diagnosis.clientFault()).isNull();
	}

	@Test
	void noSecretIsInTheSentence() {
		recover();
		this.client.refuse("28000", "cannot connect to jdbc:postgresql://orders:hunter2@db/orders?password=hunter2");
		pass(Duration.ofMinutes(12));
		assertThat(sentence()).contains("28000").doesNotContain("hunter2");
		assertThat(this.told.toString()).doesNotContain("hunter2");
	}

	/**
	 * So an outage can never restart anything, however it comes and goes.
	 */
	@Test
	void anOutageNeverPutsTheClientAtFault() {
		for (int seed = 0; seed < 20; seed++) {
			Random random = new Random(seed);
			ClientDiagnosisTests world = new ClientDiagnosisTests();
			boolean down = true;
			for (int step = 0; step < 40; step++) {
				down = random.nextInt(10) != 0;
				world.client.refusal = down ? new IllegalStateException("down") : null;
				world.hanging = down && random.nextBoolean();
				if (down) {
					world.fail();
				}
				else if (random.nextInt(3) == 0) {
					world.recover();
				}
				// it never works for as long as it takes to put a client at fault
				world.pass(Duration.ofSeconds(down ? 65 + random.nextInt(60) : 5 + random.nextInt(50)),
						Duration.ofSeconds(5));
				world.waiting.removeIf((run) -> {
					boolean back = random.nextBoolean();
					if (back) {
						run.run();
					}
					return back;
				});
				assertThat(world.finding()).as("seed %d, step %d", seed, step).isNotEqualTo(Finding.CLIENT_FAULT);
			}
		}
	}

	private void fail() {
		while (this.checks.monitor().snapshot("db").state() != CheckState.FAILING) {
			this.checks.result("db", CheckResult.failed("pool stuck"));
		}
	}

	private void recover() {
		while (this.checks.monitor().snapshot("db").state() != CheckState.PASSING) {
			this.checks.result("db", CheckResult.passed());
		}
	}

	private void pass(Duration time) {
		pass(time, Duration.ofSeconds(1));
	}

	private void pass(Duration time, Duration step) {
		for (long left = time.dividedBy(step); left > 0; left--) {
			this.time.advance(step);
			this.diagnosis.evaluate();
		}
	}

	private Finding finding() {
		Diagnosis known = this.checks.monitor().diagnosis("db");
		return (known != null) ? known.finding() : null;
	}

	private String sentence() {
		return this.checks.monitor().diagnosis("db").sentence();
	}

}
