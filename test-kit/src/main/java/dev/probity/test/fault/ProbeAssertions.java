package dev.probity.test.fault;

import dev.probity.probe.Probe;

import org.springframework.context.ApplicationContext;

/**
 * Assertions on the probes of a running application, asked over HTTP as a kubelet asks
 * them.
 *
 * <pre class="code">
 * faults.db().hang();
 * assertThatReadiness(port).goesDownWithin(Bounds.worstCase("db"));
 * faults.db().heal();
 * assertThatReadiness(port).comesBackWithin(Bounds.recovery("db"));
 * </pre>
 *
 * @since 0.1.0
 */
public final class ProbeAssertions {

	private ProbeAssertions() {
	}

	/**
	 * The readiness probe.
	 * @param port the port of an application whose context a test class describes
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatReadiness(int port) {
		return assertThatProbe(port, Probe.READINESS);
	}

	/**
	 * The readiness probe.
	 * @param application an application with a web server
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatReadiness(ApplicationContext application) {
		return assertThatProbe(application, Probe.READINESS);
	}

	/**
	 * The liveness probe.
	 * @param port the port of an application whose context a test class describes
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatLiveness(int port) {
		return assertThatProbe(port, Probe.LIVENESS);
	}

	/**
	 * The liveness probe.
	 * @param application an application with a web server
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatLiveness(ApplicationContext application) {
		return assertThatProbe(application, Probe.LIVENESS);
	}

	/**
	 * The startup probe.
	 * @param port the port of an application whose context a test class describes
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatStartup(int port) {
		return assertThatProbe(port, Probe.STARTUP);
	}

	/**
	 * The startup probe.
	 * @param application an application with a web server
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatStartup(ApplicationContext application) {
		return assertThatProbe(application, Probe.STARTUP);
	}

	/**
	 * The readiness probe of a feature.
	 * @param port the port of an application whose context a test class describes
	 * @param name the feature's name
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatFeature(int port, String name) {
		return assertThatProbe(port, name);
	}

	/**
	 * The readiness probe of a feature.
	 * @param application an application with a web server
	 * @param name the feature's name
	 * @return assertions on it
	 */
	public static HttpProbeAssert assertThatFeature(ApplicationContext application, String name) {
		return assertThatProbe(application, name);
	}

	private static HttpProbeAssert assertThatProbe(int port, String probe) {
		ApplicationContext application = RunningApplications.on(port);
		if (application == null) {
			throw new IllegalArgumentException(
					"No application of a test class listens on port %d; one that the test has started itself is passed as a whole: its context instead of its port"
						.formatted(port));
		}
		return new HttpProbeAssert(HttpProbe.of(application, port, probe));
	}

	private static HttpProbeAssert assertThatProbe(ApplicationContext application, String probe) {
		return new HttpProbeAssert(HttpProbe.of(application, RunningApplications.portOf(application), probe));
	}

}
