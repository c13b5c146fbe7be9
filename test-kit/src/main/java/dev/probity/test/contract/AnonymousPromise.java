package dev.probity.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A kubelet has no credentials: each path of a probe is answered by the probe, and not by
 * a login page, a redirect or a filter.
 */
final class AnonymousPromise {

	private AnonymousPromise() {
	}

	static void keep(TestedApplication application) {
		assertThat(application.paths()).allSatisfy((path) -> {
			Answer answer = application.ask(path.path());
			assertThat(answer.isOfProbe())
				.as("A caller without credentials, as a kubelet is, has to reach the probe '%s', but %s%n"
						+ "Whatever answers instead has to let it through; with Spring Security: requestMatchers(\"%s\").permitAll()",
						path.probe(), answer, path.path())
				.isTrue();
		});
	}

}
