package dev.probity.test.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

import org.springframework.context.ApplicationContext;

/**
 * What holds for the probes of every application: liveness knows nothing external; short
 * path and health group agree; each required dependency takes readiness, and nothing
 * else; each optional one degrades it; callers without credentials reach the probes; no
 * answer holds a secret; the shutdown fits into the grace period; the manifest fits the
 * application. Immutable.
 *
 * @since 0.1.0
 */
public final class ProbeContract {

	private static final List<Path> FOLDERS = List.of(Path.of("src/main/k8s"), Path.of("k8s"));

	private final ApplicationContext context;

	private final List<Path> manifests;

	private ProbeContract(ApplicationContext context, List<Path> manifests) {
		this.context = context;
		this.manifests = manifests;
	}

	/**
	 * The contract of an application with {@code @AutoConfigureProbityTest}, with the
	 * manifests in {@code src/main/k8s} or {@code k8s}, if there are any.
	 * @param context the application, which listens on a port
	 * @return the contract
	 */
	public static ProbeContract of(ApplicationContext context) {
		return new ProbeContract(context, FOLDERS);
	}

	/**
	 * The same contract with manifests that are elsewhere.
	 * @param files files, or folders whose YAML files are read, relative to the folder of
	 * the module; there has to be a manifest of a pod
	 * @return the contract
	 */
	public ProbeContract withManifests(Path... files) {
		return new ProbeContract(this.context, List.copyOf(Arrays.asList(files)));
	}

	/**
	 * One test for each promise, and for each dependency that it is about.
	 * @return the tests
	 */
	public Stream<DynamicTest> tests() {
		TestedApplication application = new TestedApplication(this.context);
		List<DynamicTest> tests = new ArrayList<>();
		add(tests, application, "liveness knows nothing external", LivenessPromise::keep);
		add(tests, application, "each probe is reached without credentials", AnonymousPromise::keep);
		add(tests, application, "path and group agree", AgreementPromise::keep);
		for (String check : application.required()) {
			add(tests, application, DependencyPromise.ofRequired(application.shared(check), check),
					(tested) -> DependencyPromise.required(tested, check));
		}
		for (String check : application.optional()) {
			add(tests, application, "readiness, and nothing else, is degraded by '%s'".formatted(check),
					(tested) -> DependencyPromise.optional(tested, check));
		}
		add(tests, application, "no answer holds a secret", SecrecyPromise::keep);
		add(tests, application, "the manifest fits the application",
				(tested) -> new ManifestPromise(this.manifests, this.manifests != FOLDERS).keep(tested));
		return tests.stream();
	}

	private static void add(List<DynamicTest> tests, TestedApplication application, String promise,
			Consumer<TestedApplication> keep) {
		tests.add(DynamicTest.dynamicTest(promise, () -> {
			application.reset();
			try {
				keep.accept(application);
			}
			finally {
				application.reset();
			}
		}));
	}

}
