package dev.probity.test.contract;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.test.contract.TestedApplication.ProbePath;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A short path and the health group of the same probe never disagree.
 */
final class AgreementPromise {

	private AgreementPromise() {
	}

	static void keep(TestedApplication application) {
		if (!agree(application, "all is well")) {
			throw new TestAbortedException(
					"There are no two to compare: no probe is answered both at a short path and as a health group");
		}
		List<String> checks = Stream.concat(application.required().stream(), application.optional().stream()).toList();
		for (String check : checks) {
			application.tester().check(check).fails("broken by the test");
			agree(application, "'%s' is broken".formatted(check));
			application.reset();
		}
	}

	/**
	 * Whether there are any that could contradict each other.
	 */
	private static boolean agree(TestedApplication application, String when) {
		boolean compared = false;
		for (ProbePath path : application.paths()) {
			Answer brief = application.ask(path);
			Answer group = application.askGroup(path.probe());
			// a group that is not exposed, or not to everybody, contradicts nobody, nor
			// does one itself
			if (brief.isOfProbe() && group.isOfProbe() && !brief.path().equals(group.path())) {
				compared = true;
				assertThat(group.status() + " " + group.word())
					.as("when %s: %s, but %s%nOne of them is not answered by the probe: look for a filter, a controller or an indicator of the application's own",
							when, brief, group)
					.isEqualTo(brief.status() + " " + brief.word());
			}
		}
		return compared;
	}

}
