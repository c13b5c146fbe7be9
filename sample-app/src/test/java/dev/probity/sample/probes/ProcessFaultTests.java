package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.ProbeStatus;
import dev.probity.sample.SampleApplication;
import dev.probity.test.fault.Bounds;
import dev.probity.test.fault.Faults;
import dev.probity.test.fault.ProbityFaults;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static dev.probity.test.fault.ProbeAssertions.assertThatStartup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is wrong with the process itself, and helped by a restart: liveness says so, and
 * readiness is about something else.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RunningApplication.LITTLE_TO_WARM_UP, "probity.vitals.heartbeats.invoices.max-silence=1s",
				"probity.checks.[heartbeat/invoices].timeout=100ms", "probity.checks.deadlock.interval=200ms",
				"probity.checks.deadlock.retry-interval=200ms", "probity.defaults.interval=500ms",
				"probity.defaults.retry-interval=100ms", "probity.defaults.timeout=500ms" })
@ProbityFaults
@DirtiesContext
class ProcessFaultTests {

	private static final Duration MAX_SILENCE = Duration.ofSeconds(1);

	private static final String HEARTBEAT = "heartbeat/invoices";

	@Autowired
	private CheckMonitor checks;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void dieQuietly() {
		// that a worker dies is what is provoked
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
	}

	@AfterAll
	static void dieLoudly() {
		Awaitility.reset();
	}

	@BeforeEach
	void ready() {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(30));
	}

	@AfterEach
	void heal() {
		flip("worker/heal");
		flip("deadlock/heal");
		assertThatLiveness(this.port).comesBackWithin(Duration.ofSeconds(10));
	}

	@Test
	void aWorkerThatHangsFailsLivenessWhenItHasBeenSilentForTooLong() {
		onlyLivenessMovesDuring(() -> {
			long hungAt = System.nanoTime();
			flip("worker/hang");
			assertThatLiveness(this.port).goesDownWithin(longestSilence());
			assertThat(Duration.ofNanos(System.nanoTime() - hungAt)).isGreaterThan(MAX_SILENCE);
			// on a busy machine looking may take too long as well, for once
			await().untilAsserted(() -> assertThat(verbose())
				.containsPattern("\\[-\\]heartbeat/invoices failed: no beat for \\S+ \\(at most 1s\\): "
						+ "thread 'invoices' is WAITING in .*ProcessFaultController.await\\(ProcessFaultController.java"));
			flip("worker/heal");
			assertThatLiveness(this.port).comesBackWithin(MAX_SILENCE);
		});
	}

	@Test
	void aWorkerThatDiesFailsLivenessAndSaysOfWhat() {
		onlyLivenessMovesDuring(() -> {
			flip("worker/die");
			assertThatLiveness(this.port).goesDownWithin(MAX_SILENCE);
			assertThat(verbose()).contains("[-]heartbeat/invoices failed: thread 'invoices' has ended by "
					+ "IllegalStateException: Fault switch: worker die");
			flip("worker/heal");
			assertThatLiveness(this.port).comesBackWithin(MAX_SILENCE);
		});
	}

	@Test
	void deadlockedThreadsFailLivenessWithTheirNamesAndTheirLocks() {
		onlyLivenessMovesDuring(() -> {
			flip("deadlock/hang");
			assertThatLiveness(this.port).goesDownWithin(Bounds.worstCase("deadlock"));
			assertThat(verbose())
				.containsPattern("\\[-\\]deadlock failed: 2 threads deadlocked: .*'sale'.*ReentrantLock"
						+ ".*'refund'.*|.*'refund'.*ReentrantLock.*'sale'.*");
			flip("deadlock/heal");
			assertThatLiveness(this.port).comesBackWithin(MAX_SILENCE);
		});
	}

	/**
	 * It may wait for the database, and would wait for it again.
	 */
	@Test
	void aSilentWorkerIsNoReasonForARestartAsLongAsTheDatabaseHangs(@Autowired Faults faults) {
		assertThatReadiness(this.port).answersDuring(() -> {
			assertThatLiveness(this.port).neverFailedDuring(() -> {
				faults.db().hang();
				flip("worker/hang");
				await().atMost(longestSilence())
					.until(() -> this.checks.snapshot(HEARTBEAT).state() == CheckState.FAILING);
				assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("db"));
				assertThatLiveness(this.port).staysUpFor(longestSilence());
			});
			// the database is back, and the worker is not
			faults.db().heal();
			assertThatLiveness(this.port).goesDownWithin(
					Bounds.recovery("db").plus(this.checks.snapshot(HEARTBEAT).policy().worstCaseDetection()));
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
		}, ProbeStatus.UP, ProbeStatus.DOWN, ProbeStatus.UP);
	}

	private void onlyLivenessMovesDuring(ThrowingCallable events) {
		assertThatReadiness(this.port)
			.answersDuring(() -> assertThatStartup(this.port).neverFailedDuring(() -> assertThatLiveness(this.port)
				.answersDuring(events, ProbeStatus.UP, ProbeStatus.DOWN, ProbeStatus.UP)), ProbeStatus.UP);
	}

	/**
	 * It is looked at three times as often, and counts what it has seen.
	 */
	private Duration longestSilence() {
		CheckPolicy policy = this.checks.snapshot(HEARTBEAT).policy();
		return MAX_SILENCE.plus(policy.interval().multipliedBy(3)).plusSeconds(1);
	}

	private String verbose() {
		return client().get().uri("/livez?verbose").exchange().returnResult(String.class).getResponseBody();
	}

	private void flip(String fault) {
		client().post().uri("/faults/" + fault).exchange().expectStatus().isNoContent();
	}

	private RestTestClient client() {
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

}
