package dev.probity.test.contract;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
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

	private static final String SERVER_PORT = "local.server.port";

	private static final String PROBE_PORT = "local.probity.probe-port";

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
	 * Where probes are asked: at the short paths of the application's port, or else of
	 * the probe port, or else at the health groups. Empty if none of these is served.
	 */
	List<ProbePath> paths() {
		if (hasWebServer() && hasShortPaths()) {
			return paths(SERVER_PORT, (probe) -> locations().base() + locations().shortPath(probe));
		}
		if (!hasWebServer() || environment().containsProperty(PROBE_PORT)) {
			return paths(PROBE_PORT, locations()::shortPath);
		}
		List<ProbePath> groups = paths(managementPort(), this::group);
		return groups.stream().map(this::ask).allMatch((answer) -> answer.status() == 404) ? List.of() : groups;
	}

	private List<ProbePath> paths(String port, UnaryOperator<String> path) {
		return this.probes.all()
			.stream()
			.map((probe) -> new ProbePath(probe.name(), port, path.apply(probe.name())))
			.toList();
	}

	/**
	 * The path of a probe's health group.
	 */
	private String group(String probe) {
		return locations().health() + "/" + probe;
	}

	/**
	 * Whether it serves anything but its probes.
	 */
	boolean hasWebServer() {
		return environment().containsProperty(SERVER_PORT);
	}

	boolean hasShortPaths() {
		return environment().getProperty("probity.paths.enabled", Boolean.class, true);
	}

	ProbeLocations locations() {
		return new ProbeLocations(this.context);
	}

	Answer ask(ProbePath path) {
		return Answer.of(port(path.port()), path.path());
	}

	/**
	 * Ask the health group of a probe, where Actuator serves any.
	 */
	Answer askGroup(String probe) {
		return askManagement(group(probe));
	}

	/**
	 * Ask an endpoint of Actuator's, where it serves any.
	 */
	Answer askManagement(String path) {
		return !hasWebServer() ? Answer.none(path) : Answer.of(port(managementPort()), path);
	}

	private String managementPort() {
		return locations().hasManagementPort() ? "local.management.port" : SERVER_PORT;
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
	 * @param port the property that says the port
	 * @param path the whole path
	 */
	record ProbePath(String probe, String port, String path) {

		/**
		 * The same with all that the probe has to say.
		 */
		ProbePath verbose() {
			return new ProbePath(this.probe, this.port, this.path + "?verbose");
		}

	}

}
