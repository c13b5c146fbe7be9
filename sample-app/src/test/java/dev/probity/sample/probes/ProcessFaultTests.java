package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.check.CheckState;
import dev.probity.sample.localservices.SharedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is wrong with the process itself, and helped by a restart: liveness says so, and
 * readiness is about something else.
 */
class ProcessFaultTests {

	private static final Duration MAX_SILENCE = Duration.ofSeconds(1);

	private static final String HEARTBEAT = "heartbeat/invoices";

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		// that a worker dies is what is provoked
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
		application = RunningApplication.with(
				"probity.vitals.heartbeats.invoices.max-silence=" + MAX_SILENCE.toSeconds() + "s",
				"probity.checks.[heartbeat/invoices].timeout=100ms", "probity.checks.deadlock.interval=200ms",
				"probity.checks.deadlock.retry-interval=200ms", "probity.defaults.interval=500ms",
				"probity.defaults.retry-interval=100ms", "probity.defaults.timeout=500ms");
	}

	@AfterAll
	static void close() {
		Awaitility.reset();
		application.close();
	}

	@AfterEach
	void heal() {
		SharedServer.POSTGRES.proxy().heal();
		application.fault("worker/heal");
		application.fault("deadlock/heal");
		await().untilAsserted(() -> assertThat(send(Observation.LIVENESS).status()).isEqualTo(200));
	}

	@Test
	void aWorkerThatHangsFailsLivenessWhenItHasBeenSilentForTooLong() {
		try (Observation observation = Observation.ofReady(application)) {
			Duration hungAt = observation.mark("hang");
			application.fault("worker/hang");
			observation.awaitStatus(Observation.LIVENESS, 503, longestSilence());
			assertThat(sinceFirstFailure(observation, hungAt)).as("%s", observation.timeline())
				.isBetween(MAX_SILENCE, longestSilence());
			assertThat(verbose())
				.containsPattern("\\[-\\]heartbeat/invoices failed: no beat for \\S+ \\(at most 1s\\): "
						+ "thread 'invoices' is WAITING in .*ProcessFaultController.await\\(ProcessFaultController.java");
			observation.mark("heal");
			application.fault("worker/heal");
			observation.awaitStatus(Observation.LIVENESS, 200, MAX_SILENCE);
			onlyLivenessHasMoved(observation.timeline());
		}
	}

	@Test
	void aWorkerThatDiesFailsLivenessAndSaysOfWhat() {
		try (Observation observation = Observation.ofReady(application)) {
			application.fault("worker/die");
			observation.awaitStatus(Observation.LIVENESS, 503, MAX_SILENCE);
			assertThat(verbose()).contains("[-]heartbeat/invoices failed: thread 'invoices' has ended by "
					+ "IllegalStateException: Fault switch: worker die");
			observation.mark("heal");
			application.fault("worker/heal");
			observation.awaitStatus(Observation.LIVENESS, 200, MAX_SILENCE);
			onlyLivenessHasMoved(observation.timeline());
		}
	}

	@Test
	void deadlockedThreadsFailLivenessWithTheirNamesAndTheirLocks() {
		try (Observation observation = Observation.ofReady(application)) {
			application.fault("deadlock/hang");
			observation.awaitStatus(Observation.LIVENESS, 503, application.policy("deadlock").worstCaseDetection());
			assertThat(verbose())
				.containsPattern("\\[-\\]deadlock failed: 2 threads deadlocked: .*'sale'.*ReentrantLock"
						+ ".*'refund'.*|.*'refund'.*ReentrantLock.*'sale'.*");
			observation.mark("heal");
			application.fault("deadlock/heal");
			observation.awaitStatus(Observation.LIVENESS, 200, MAX_SILENCE);
			onlyLivenessHasMoved(observation.timeline());
		}
	}

	/**
	 * It may wait for the database, and would wait for it again.
	 */
	@Test
	void aSilentWorkerIsNoReasonForARestartAsLongAsTheDatabaseHangs() {
		try (Observation observation = Observation.ofReady(application)) {
			observation.mark("hang");
			SharedServer.POSTGRES.proxy().hang();
			application.fault("worker/hang");
			await().atMost(longestSilence()).until(() -> application.check(HEARTBEAT).state() == CheckState.FAILING);
			observation.lookFor(longestSilence());
			Timeline timeline = observation.timeline();
			assertThat(timeline.statuses(Observation.READINESS)).as("%s", timeline).containsExactly(200, 503);
			assertThat(timeline.statuses(Observation.LIVENESS)).as("%s", timeline).containsExactly(200);
			observation.mark("the database is back, and the worker is not");
			SharedServer.POSTGRES.proxy().heal();
			observation.awaitStatus(Observation.LIVENESS, 503,
					Dependency.DATABASE.recoveryBound(application.policy("db"))
						.plus(application.policy(HEARTBEAT).worstCaseDetection()));
			assertThat(timeline.statuses(Observation.READINESS)).as("%s", timeline).containsExactly(200, 503, 200);
		}
	}

	/**
	 * It is looked at three times as often, and counts what it has seen.
	 */
	private static Duration longestSilence() {
		return MAX_SILENCE.plus(application.policy(HEARTBEAT).interval().multipliedBy(3)).plus(Outage.TOLERANCE);
	}

	private static Duration sinceFirstFailure(Observation observation, Duration from) {
		return observation.timeline()
			.since(Observation.LIVENESS, from)
			.stream()
			.filter((answer) -> !answer.isUp())
			.findFirst()
			.orElseThrow()
			.at()
			.minus(from);
	}

	private static void onlyLivenessHasMoved(Timeline timeline) {
		assertThat(timeline.statuses(Observation.LIVENESS)).as("%s", timeline).containsExactly(200, 503, 200);
		for (String path : new String[] { Observation.READINESS, Observation.STARTUP, Observation.CONSTANT }) {
			assertThat(timeline.statuses(path)).as("%s, %s", path, timeline).containsExactly(200);
		}
	}

	private static String verbose() {
		assertThat(send(Observation.LIVENESS_GROUP).verdict()).isEqualTo("503 DOWN");
		return send(Observation.LIVENESS + "?verbose").text();
	}

	private static Answer send(String path) {
		return KubeletProbe.send(application.port(), path, System.nanoTime());
	}

}
