package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckState;
import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All workers of the server are parked in a frozen database, and everything that work
 * goes through stands still. That would restart the fleet if liveness said so, with each
 * check of progress promoted to it, and quicker than the database's own.
 */
class ParkedWorkersTests {

	/** More than the pool has connections: the database's own check gets none. */
	private static final int WORKERS = 8;

	/** One that is not there, and so never comes from the cache. */
	private static final String ORDER = "/orders/0";

	private static final int PER_SECOND = 20;

	/** How long the pool may sit still between two attempts to connect. */
	private static final Duration CLIENT_RETRY = Duration.ofSeconds(10);

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.with("management.server.port=0", "server.tomcat.threads.max=" + WORKERS,
				"probity.checks.server.probe=liveness", "probity.checks.server.interval=300ms",
				"probity.checks.server.retry-interval=100ms", "probity.checks.server.timeout=500ms",
				"probity.vitals.oldest-request.max-silence=1s", "probity.vitals.task-executors.max-silence=1s",
				"probity.vitals.kafka-listeners.max-silence=1s", "probity.checks.oldestRequest.timeout=100ms",
				"probity.checks.taskExecutors.timeout=100ms", "probity.checks.kafkaListeners.timeout=100ms",
				"probity.defaults.interval=1s", "probity.defaults.retry-interval=200ms",
				"probity.defaults.timeout=500ms");
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(
					KubeletProbe.send(application.managementPort(), KubeletProbe.READINESS_GROUP, System.nanoTime()))
				.satisfies((answer) -> assertThat(answer.verdict()).as("%s", answer).isEqualTo("200 UP")));
	}

	@AfterAll
	static void healAndStop() {
		SharedServer.POSTGRES.proxy().heal();
		application.close();
	}

	@Test
	void theyAreNoReasonForARestart() throws Exception {
		CheckPolicy database = application.policy("db");
		Timeline timeline = new Timeline();
		try (Rate orders = Rate.perSecond(PER_SECOND, () -> send(application.port(), ORDER, timeline));
				Rate liveness = Rate.perSecond(PER_SECOND, () -> probe(KubeletProbe.LIVENESS_GROUP, timeline));
				Rate readiness = Rate.perSecond(PER_SECOND, () -> probe(KubeletProbe.READINESS_GROUP, timeline))) {
			awaitAnswer(ORDER, 404, timeline.mark("orders"), timeline, Duration.ofSeconds(10));
			// from then on the database has been well for long enough not to be suspected
			lookFor(application.policy("server").worstCaseDetection(), timeline);
			Duration hungAt = timeline.mark("hang");
			SharedServer.POSTGRES.proxy().hang();
			awaitState("server", CheckState.FAILING, timeline);
			timeline.mark("server fails");
			awaitState("oldestRequest", CheckState.FAILING, timeline);
			timeline.mark("oldestRequest fails");
			awaitAnswer(KubeletProbe.READINESS_GROUP, 503, hungAt, timeline, database.maxAge().plusSeconds(1));
			lookFor(Duration.ofSeconds(3), timeline);
			assertThat(application.check("server").state()).isEqualTo(CheckState.FAILING);
			Duration healedAt = timeline.mark("healed");
			SharedServer.POSTGRES.proxy().heal();
			awaitAnswer(KubeletProbe.READINESS_GROUP, 200, healedAt, timeline,
					database.worstCaseDetection().plus(CLIENT_RETRY));
			awaitState("server", CheckState.PASSING, timeline);
			lookFor(application.policy("server").worstCaseDetection().plusSeconds(2), timeline);
		}
		assertThat(timeline.statuses(KubeletProbe.LIVENESS_GROUP)).as("%s", timeline).containsExactly(200);
		assertThat(timeline.statuses(KubeletProbe.READINESS_GROUP)).as("%s", timeline).containsExactly(200, 503, 200);
		assertThat(timeline.statuses(ORDER)).as("%s", timeline).containsSubsequence(404, Answer.NONE, 404);
	}

	private static void awaitState(String check, CheckState state, Timeline timeline) {
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(
					() -> assertThat(application.check(check).state()).as("%s, %s", check, timeline).isEqualTo(state));
	}

	private static void awaitAnswer(String path, int status, Duration from, Timeline timeline, Duration atMost) {
		await().atMost(atMost.plus(KubeletProbe.TIMEOUT))
			.untilAsserted(() -> assertThat(timeline.since(path, from)).as("%s", timeline)
				.extracting(Answer::status)
				.contains(status));
	}

	private static void lookFor(Duration time, Timeline timeline) {
		Duration from = timeline.mark("looking for " + time);
		await().atMost(time.multipliedBy(2).plusSeconds(20))
			.until(() -> !timeline.since(KubeletProbe.LIVENESS_GROUP, from.plus(time)).isEmpty());
	}

	private static void probe(String path, Timeline timeline) {
		send(application.managementPort(), path, timeline);
	}

	private static void send(int port, String path, Timeline timeline) {
		timeline.add(KubeletProbe.send(port, path, timeline.origin()));
	}

}
