package dev.probity.test.contract;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.test.contract.TestedApplication.ProbePath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A short path and the health group of the same probe never disagree.
 */
final class AgreementPromise {

	private AgreementPromise() {
	}

	static void keep(TestedApplication application) {
		agree(application, "all is well");
		List<String> checks = Stream.concat(application.required().stream(), application.optional().stream()).toList();
		for (String check : checks) {
			application.tester().check(check).fails("broken by the test");
			agree(application, "'%s' is broken".formatted(check));
			application.reset();
		}
	}

	private static void agree(TestedApplication application, String when) {
		for (ProbePath path : application.paths()) {
			Answer brief = application.ask(path.path());
			Answer group = application.askManagement(application.locations().health() + "/" + path.probe());
			// a group that is not exposed, or not to everybody, contradicts nobody
			if (brief.isOfProbe() && group.isOfProbe()) {
				assertThat(group.status() + " " + group.word())
					.as("when %s: %s, but %s%nOne of them is not answered by the probe: look for a filter, a controller or an indicator of the application's own",
							when, brief, group)
					.isEqualTo(brief.status() + " " + brief.word());
			}
		}
	}

}
