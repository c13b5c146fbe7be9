package dev.probity.sample.probes;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.probity.check.CheckState;
import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All dependencies of an application that is configured like any other hang at once, for
 * a time full of probes.
 */
class AllHungTests {

	/** A minute of it is {@code -Dprobity.hung.for=60}. */
	private static final Duration LASTING = Duration.ofSeconds(Integer.getInteger("probity.hung.for", 20));

	private static final int PROBES_PER_SECOND = 20;

	private static final int SMALL_MULTIPLE = 3;

	/**
	 * Two for each dependency: a run that is stuck for long has another one beside it.
	 */
	private static final int EXTRA_THREADS = 6;

	/**
	 * What asks, what stands for the network, and what servers, pools and clients may
	 * have by themselves.
	 */
	private static final String NOT_COUNTED = "(pool-\\d+-thread|awaitility|proxy-|http-nio-|orders:|lettuce-).*";

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.as("threads of another application in this JVM, whose checks would hang, too")
			.noneMatch((name) -> name.startsWith("probity-")));
		application = RunningApplication.with();
		assertThatReadiness(application.context()).comesBackWithin(Duration.ofSeconds(20));
	}

	@AfterAll
	static void healAndStop() {
		SharedServer.healAll();
		application.close();
	}

	@Test
	void nothingThatNeedsNoneOfThemNotices() throws Exception {
		Timeline alone = new Timeline();
		try (Rate constant = Rate.perSecond(PROBES_PER_SECOND, () -> send(KubeletProbe.CONSTANT, alone))) {
			await().atMost(Duration.ofSeconds(20)).until(() -> alone.of(KubeletProbe.CONSTANT).size() >= 100);
		}
		Set<Thread> before = threads();
		Timeline hung = new Timeline();
		Duration hungAt = hung.mark("hang");
		for (SharedServer server : SharedServer.values()) {
			server.proxy().hang();
		}
		int mostAdded = 0;
		Set<String> names = new TreeSet<>();
		Set<Thread> lastSeen = Set.of();
		try (Rate readiness = Rate.perSecond(PROBES_PER_SECOND, () -> send(KubeletProbe.READINESS, hung));
				Rate liveness = Rate.perSecond(PROBES_PER_SECOND, () -> send(KubeletProbe.LIVENESS, hung));
				Rate constant = Rate.perSecond(PROBES_PER_SECOND, () -> send(KubeletProbe.CONSTANT, hung))) {
			while (hung.since(KubeletProbe.CONSTANT, hungAt.plus(LASTING)).isEmpty()) {
				Set<Thread> added = threads();
				added.removeAll(before);
				Set<Thread> seen = Set.copyOf(added);
				// the others run for a moment, each on a thread of its own
				added.retainAll(lastSeen);
				lastSeen = seen;
				mostAdded = Math.max(mostAdded, added.size());
				names.addAll(added.stream().map(Thread::getName).collect(Collectors.toSet()));
				await().pollDelay(Duration.ofMillis(200)).until(() -> true);
			}
		}
		assertThat(mostAdded).as("threads added for more than a moment at the same time, of %s", names)
			.isLessThanOrEqualTo(EXTRA_THREADS);
		for (String path : List.of(KubeletProbe.LIVENESS, KubeletProbe.CONSTANT)) {
			assertThat(hung.statuses(path)).as("%s, %s", path, hung).containsExactly(200);
		}
		assertThat(Timeline.median(hung.of(KubeletProbe.CONSTANT))).as("alone: %s, hung: %s", alone, hung)
			.isLessThan(Timeline.median(alone.of(KubeletProbe.CONSTANT)).multipliedBy(SMALL_MULTIPLE));
		Duration worstCase = application.policy("db").worstCaseDetection().plusSeconds(1);
		assertThat(hung.since(KubeletProbe.READINESS, hungAt.plus(worstCase))).as("%s", hung)
			.hasSizeGreaterThan((int) (PROBES_PER_SECOND * LASTING.minus(worstCase).toSeconds() / 2))
			.allMatch((answer) -> answer.verdict().equals("503 DOWN"));
		for (SharedServer server : SharedServer.values()) {
			assertThat(application.check(server.dependency()).state()).as("%s", server).isEqualTo(CheckState.FAILING);
		}
	}

	private static void send(String path, Timeline timeline) {
		timeline.add(KubeletProbe.send(application.port(), path, timeline.origin()));
	}

	private static Set<Thread> threads() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> thread.getName().matches(NOT_COUNTED));
		return threads;
	}

}
