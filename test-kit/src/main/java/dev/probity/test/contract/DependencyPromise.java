package dev.probity.test.contract;

import dev.probity.probe.Probe;
import dev.probity.probe.SharedFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a dependency that breaks does to readiness it does to nothing else, and it ends
 * with the dependency. What that is depends on the settings: a failure that others may
 * share need not take the instance out.
 */
final class DependencyPromise {

	private static final String REASON = "broken by the test";

	private DependencyPromise() {
	}

	/**
	 * The promise about a required dependency, in words.
	 */
	static String ofRequired(SharedFailure shared, String check) {
		String what = switch (shared) {
			case LEAVE -> "goes down with '%s'";
			case HOLD -> "is degraded by '%s', and goes down if it stays broken";
			case STAY -> "is degraded by '%s'";
			case ASK -> "is degraded by '%s', or goes down with it";
		};
		return "readiness, and nothing else, " + what.formatted(check);
	}

	static void required(TestedApplication application, String check) {
		// whoever has never been ready leaves in any case
		assertThat(application.tester()).readiness().isUp();
		application.tester().check(check).fails(REASON);
		told(application, check);
		backAgain(application, check);
		application.tester().check(check).hangs();
		told(application, check);
		backAgain(application, check);
	}

	static void optional(TestedApplication application, String check) {
		application.tester().check(check).fails(REASON);
		degraded(application, check);
		backAgain(application, check);
	}

	private static void told(TestedApplication application, String check) {
		switch (application.shared(check)) {
			case LEAVE -> down(application, check);
			case HOLD -> {
				degraded(application, check);
				application.tester().advance(application.holdFor());
				down(application, check);
			}
			case STAY -> {
				degraded(application, check);
				application.tester().advance(application.holdFor());
				degraded(application, check);
			}
			// it depends on others, who may not have been asked yet
			case ASK -> {
				assertThat(application.tester()).readiness().because(check);
				nothingElse(application);
			}
		}
	}

	private static void down(TestedApplication application, String check) {
		assertThat(application.tester()).readiness().isDown().because(check);
		nothingElse(application);
		status(application, 503);
	}

	private static void degraded(TestedApplication application, String check) {
		assertThat(application.tester()).readiness().isDegraded().because(check);
		nothingElse(application);
		status(application, 200);
	}

	private static void nothingElse(TestedApplication application) {
		assertThat(application.tester()).liveness().isUp();
		assertThat(application.tester()).startup().isUp();
	}

	private static void backAgain(TestedApplication application, String check) {
		application.tester().check(check).passes();
		assertThat(application.tester()).readiness().isUp();
	}

	private static void status(TestedApplication application, int status) {
		application.paths()
			.stream()
			.filter((path) -> path.probe().equals(Probe.READINESS))
			.map(application::ask)
			.forEach((answer) -> assertThat(answer.status()).as(answer::toString).isEqualTo(status));
	}

}
