package dev.probity.test.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifest asks the application where it answers, as often as it can answer, and ends
 * it no sooner than it can end.
 *
 * @param manifests where they are
 * @param named whether somebody has said so, so that there has to be one
 */
record ManifestPromise(List<Path> manifests, boolean named) {

	private static final String PATCHED = "A kustomization changes these manifests: write down what 'kubectl kustomize' makes of them, and say where that is by 'withManifests'";

	void keep(TestedApplication application) {
		Manifests read = Manifests.in(this.manifests);
		if (read.pods().isEmpty()) {
			String nothing = "There is no manifest of a pod in " + this.manifests;
			if (this.named) {
				throw new AssertionError(nothing);
			}
			throw new TestAbortedException(nothing + "; say where it is by 'withManifests'");
		}
		List<String> findings = ApplicationPods.among(read.pods(), application)
			.stream()
			.flatMap((pod) -> new PodFindings(pod, ListeningPorts.of(application, pod), application).all().stream())
			.toList();
		assertThat(findings.isEmpty())
			.as(() -> "The manifest does not fit the application:\n"
					+ findings.stream().map((finding) -> "- " + finding).collect(Collectors.joining("\n"))
					+ (read.arePatched() ? "\n" + PATCHED : ""))
			.isTrue();
	}

}
