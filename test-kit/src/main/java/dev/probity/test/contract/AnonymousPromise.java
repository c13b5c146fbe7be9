package dev.probity.test.contract;

import java.util.List;

import dev.probity.test.contract.TestedApplication.ProbePath;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A kubelet has no credentials: each path of a probe is answered by the probe, and not by
 * a login page, a redirect or a filter.
 */
final class AnonymousPromise {

	private AnonymousPromise() {
	}

	static void keep(TestedApplication application) {
		List<ProbePath> paths = application.paths();
		if (paths.isEmpty()) {
			throw new TestAbortedException(
					"There is nothing to ask: 'probity.paths.enabled' is false, Actuator's health groups are not served, and no probe port is open in the test; 'probity.probe-port=0' opens one");
		}
		assertThat(paths).allSatisfy((path) -> {
			Answer answer = application.ask(path);
			assertThat(answer.isOfProbe())
				.as("A caller without credentials, as a kubelet is, has to reach the probe '%s', but %s%n"
						+ "Whatever answers instead has to let it through; with Spring Security: requestMatchers(\"%s\").permitAll()",
						path.probe(), answer, path.path())
				.isTrue();
		});
	}

}
