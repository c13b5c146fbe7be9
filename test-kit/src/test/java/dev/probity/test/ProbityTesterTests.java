package dev.probity.test;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.engine.CheckMonitor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The probes of an application whose dependencies are fakes and whose time is moved by
 * hand.
 */
@SpringBootTest(classes = OrdersApplication.class,
		properties = { "probity.checks.cache.criticality=optional", "probity.features.orders.checks=db,cache",
				"probity.features.orders.criticality.cache=optional" })
@AutoConfigureProbityTest
class ProbityTesterTests {

	@Autowired
	private ProbityTester tester;

	@Autowired
	private CheckMonitor monitor;

	@Test
	void allIsWellUnlessTheTestSaysOtherwise() {
		assertThat(this.tester).readiness().isUp();
		assertThat(this.tester).liveness().isUp();
		assertThat(this.tester).startup().isUp();
		assertThat(this.tester).feature("orders").isUp();
	}

	@Test
	void aRequiredCheckThatFailsTakesReadinessAndNothingElse() {
		this.tester.check("db").fails("connection refused");
		assertThat(this.tester).readiness().isDown().because("db", "connection refused").isNotBecause("cache");
		assertThat(this.tester).feature("orders").isDown().because("db");
		assertThat(this.tester).liveness().isUp();
		assertThat(this.tester).startup().isUp();
	}

	@Test
	void anOptionalCheckThatFailsDegrades() {
		this.tester.check("cache").fails("gone");
		assertThat(this.tester).readiness().isDegraded().because("cache").passes();
		assertThat(this.tester).feature("orders").isDegraded();
	}

	@Test
	void aCheckThatHangsIsFoundOutByItsTimeout() {
		this.tester.check("db").hangs();
		assertThat(this.tester).readiness().isDown().because("db", "timed out after 2s");
		this.tester.check("db").passes();
		assertThat(this.tester).readiness().isUp();
	}

	@Test
	void aCheckOfWhichNothingIsHeardGoesStale() {
		this.tester.check("db").isStale();
		assertThat(this.tester).readiness().isDown().because("db");
		assertThat(this.monitor.snapshot("db").failures()).isZero();
	}

	@Test
	void aCheckThatIsDegradedDegrades() {
		this.tester.check("db").isDegraded("replica gone");
		assertThat(this.tester).readiness().isDegraded().because("db", "replica gone");
	}

	@Test
	void oneFailureChangesNothingAndTheSecondDoes() {
		this.tester.check("db").willFail("connection refused").runs(1);
		assertThat(this.tester).readiness().isUp();
		this.tester.check("db").runs(1);
		assertThat(this.tester).readiness().isDown();
		this.tester.check("db").willPass().runs(1);
		assertThat(this.tester).readiness().isDown();
		this.tester.check("db").runs(1);
		assertThat(this.tester).readiness().isUp();
	}

	/**
	 * Whatever a test leaves behind, the next one begins anew.
	 */
	@Test
	void aFailureThatWasNotConfirmedIsForgottenWithAReset() {
		this.tester.check("db").willFail("connection refused").runs(1);
		this.tester.reset();
		this.tester.check("db").willFail("connection refused").runs(1);
		assertThat(this.tester).readiness().isUp();
		this.tester.check("db").passes().willFail("connection refused").runs(1);
		assertThat(this.tester).readiness().isUp();
	}

	@Test
	void anotherPartThatDoesNotWorkIsAnotherReason() {
		this.tester.check("db").isDegraded("replica 1 is away").isDegraded("replica 2 is away");
		assertThat(this.tester).readiness().isDegraded().because("db", "replica 2 is away");
	}

	@Test
	void theSecondFailureComesAfterTheRetryInterval() {
		this.tester.check("db").willFail("connection refused").runs(1);
		Duration first = this.tester.elapsed();
		this.tester.check("db").runs(1);
		assertThat(this.tester.elapsed().minus(first)).isEqualTo(CheckPolicy.defaults().retryInterval());
	}

	@Test
	void aFaultIsNoticedWithinTheWorstCaseOfThePolicy() {
		this.tester.check("db").willHang();
		this.tester.advance(CheckPolicy.defaults().worstCaseDetection());
		assertThat(this.tester).readiness().isDown();
	}

	@Test
	void timeStandsStillUntilItIsMoved() {
		Duration before = this.tester.elapsed();
		this.tester.advance(Duration.ofHours(1));
		assertThat(this.tester.elapsed()).isEqualTo(before.plusHours(1));
		assertThat(this.tester).readiness().isUp();
		assertThat(this.tester).liveness().isUp();
		assertThatIllegalArgumentException().isThrownBy(() -> this.tester.advance(Duration.ofSeconds(-1)));
	}

	@Test
	void aCheckMayRunForReal() {
		this.tester.check("db").isReal();
		this.tester.advance(CheckPolicy.defaults().worstCaseDetection());
		assertThat(this.tester).readiness().isDown().because("db", "there is no database");
	}

	@Test
	void whatFailsPrintsWhatTheProbeAnswers() {
		this.tester.check("db").fails("connection refused");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.tester).as("orders").readiness().isUp())
			.withMessageContaining("[orders]")
			.withMessageContaining("Expected readiness to be UP, but it answers:")
			.withMessageContaining("[-]db failed: connection refused")
			.withMessageContaining("readiness check failed");
	}

	@Test
	void anUnknownNameIsToldWithThoseThatThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tester.check("bd"))
			.withMessageContaining("'bd'")
			.withMessageContaining("db")
			.withMessageContaining("cache");
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(this.tester).feature("bills"))
			.withMessageContaining("'bills'")
			.withMessageContaining("orders");
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(this.tester).feature("readiness"));
	}

}
