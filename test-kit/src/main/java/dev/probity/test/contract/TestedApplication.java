package dev.probity.test.contract;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.probe.SharedFailure;
import dev.probity.registration.Engine;
import dev.probity.settings.ProbityProperties;
import dev.probity.test.ProbeLocations;
import dev.probity.test.ProbityTester;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The application whose contract is tested.
 */
final class TestedApplication {

	private final ApplicationContext context;

	private final ProbityTester tester;

	private final Probes probes;

	TestedApplication(ApplicationContext context) {
		this.context = context;
		try {
			this.tester = context.getBean(ProbityTester.class);
		}
		catch (NoSuchBeanDefinitionException ex) {
			throw new IllegalStateException(
					"The contract needs fakes in place of the checks: annotate the test class with @AutoConfigureProbityTest",
					ex);
		}
		this.probes = context.getBean(Probes.class);
		this.tester.reset();
	}

	ApplicationContext context() {
		return this.context;
	}

	Environment environment() {
		return this.context.getEnvironment();
	}

	ProbityTester tester() {
		return this.tester;
	}

	Probes probes() {
		return this.probes;
	}

	void reset() {
		this.tester.reset();
	}

	/**
	 * The names of all checks of something outside the process.
	 */
	List<String> dependencies() {
		return checks().filter((check) -> check.kind() == CheckKind.DEPENDENCY).map(CheckSnapshot::name).toList();
	}

	List<String> required() {
		return membersOfReadiness(Criticality.REQUIRED);
	}

	List<String> optional() {
		return membersOfReadiness(Criticality.OPTIONAL);
	}

	private List<String> membersOfReadiness(Criticality criticality) {
		Probe readiness = this.probes.probe(Probe.READINESS);
		return checks().filter((check) -> check.kind() == CheckKind.DEPENDENCY)
			.filter((check) -> readiness != null && readiness.criticalityOf(check) == criticality)
			.map(CheckSnapshot::name)
			.toList();
	}

	/**
	 * What the failure of a required check does.
	 */
	SharedFailure shared(String check) {
		return this.context.getBean(Engine.class).criticalities().shared(check);
	}

	/**
	 * How long a failure that is held only degrades the instance.
	 */
	Duration holdFor() {
		return this.context.getBean(ProbityProperties.class).fleet().holdFor();
	}

	private Stream<CheckSnapshot> checks() {
		return this.context.getBean(CheckMonitor.class).snapshots().values().stream();
	}

	/**
	 * The paths at which probes are asked, with their probes, on the application's port,
	 * or on the probe port of an application that has no other.
	 */
	List<ProbePath> paths() {
		String base = hasWebServer() ? locations().base() : "";
		return (hasShortPaths() || !hasWebServer()) ? this.probes.all()
			.stream()
			.map((probe) -> new ProbePath(probe.name(), base + locations().shortPath(probe.name())))
			.toList() : List.of();
	}

	/**
	 * Whether it serves anything but its probes.
	 */
	boolean hasWebServer() {
		return environment().getProperty("local.server.port") != null;
	}

	boolean hasShortPaths() {
		return environment().getProperty("probity.paths.enabled", Boolean.class, true);
	}

	ProbeLocations locations() {
		return new ProbeLocations(this.context);
	}

	Answer ask(String path) {
		return Answer.of(port(hasWebServer() ? "local.server.port" : "local.probity.probe-port"), path);
	}

	/**
	 * Ask an endpoint of Actuator's, where it serves any.
	 */
	Answer askManagement(String path) {
		return !hasWebServer() ? Answer.none(path) : Answer
			.of(port(locations().hasManagementPort() ? "local.management.port" : "local.server.port"), path);
	}

	private int port(String property) {
		Integer port = environment().getProperty(property, Integer.class);
		if (port == null) {
			throw new IllegalStateException(
					"The application listens on no port; @SpringBootTest needs webEnvironment = RANDOM_PORT or, for an application without a web server, the property probity.probe-port=0");
		}
		return port;
	}

	/**
	 * Where a probe is asked.
	 *
	 * @param probe its name
	 * @param path the whole path
	 */
	record ProbePath(String probe, String path) {

	}

}
