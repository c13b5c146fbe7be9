package dev.probity.test.contract;

import dev.probity.probe.Probe;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a dependency that breaks does to readiness it does to nothing else, and it ends
 * with the dependency.
 */
final class DependencyPromise {

	private static final String REASON = "broken by the test";

	private DependencyPromise() {
	}

	static void required(TestedApplication application, String check) {
		application.tester().check(check).fails(REASON);
		assertThat(application.tester()).readiness().isDown().because(check);
		nothingElse(application);
		status(application, 503);
		backAgain(application, check);
		application.tester().check(check).hangs();
		assertThat(application.tester()).readiness().isDown().because(check);
		nothingElse(application);
		backAgain(application, check);
	}

	static void optional(TestedApplication application, String check) {
		application.tester().check(check).fails(REASON);
		assertThat(application.tester()).readiness().isDegraded().because(check);
		nothingElse(application);
		status(application, 200);
		backAgain(application, check);
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
			.map(TestedApplication.ProbePath::path)
			.map(application::ask)
			.forEach((answer) -> assertThat(answer.status()).as(answer::toString).isEqualTo(status));
	}

}
