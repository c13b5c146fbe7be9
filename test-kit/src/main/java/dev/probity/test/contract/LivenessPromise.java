package dev.probity.test.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.probity.probe.Probe;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is broken outside the process, no liveness probe fails: a restart would not
 * help.
 */
final class LivenessPromise {

	/** For code of the application that hears of it on another thread. */
	private static final Duration A_MOMENT = Duration.ofMillis(500);

	private LivenessPromise() {
	}

	static void keep(TestedApplication application) {
		List<String> dependencies = application.dependencies();
		dependencies.forEach((check) -> application.tester().check(check).fails("broken by the test"));
		String description = "with %s broken, liveness must pass: Kubernetes would restart every instance, and no restart would help. Leave what is outside the process out of LivenessState.BROKEN and of what fails liveness"
			.formatted(dependencies);
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < A_MOMENT.toNanos()) {
			passes(application, description);
			LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
		}
	}

	private static void passes(TestedApplication application, String description) {
		assertThat(application.tester()).as(description).liveness().passes();
		application.paths()
			.stream()
			.filter((path) -> path.probe().equals(Probe.LIVENESS))
			.map(application::ask)
			.filter(Answer::isOfProbe)
			.forEach((answer) -> assertThat(answer.status()).as("%s: %s", description, answer).isEqualTo(200));
		Answer group = application.askGroup(Probe.LIVENESS);
		if (group.isOfProbe()) {
			assertThat(group.status()).as("%s: %s", description, group).isEqualTo(200);
		}
	}

}
