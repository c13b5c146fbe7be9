package dev.probity.test.shutdown;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.probity.probe.ProbePaths;
import dev.probity.test.proxy.TcpProxy;

/**
 * Ends an application as Kubernetes does, under load, and asserts that no request is
 * lost:
 *
 * <pre class="code">
 * LameDuckTest.of(OrdersApplication.class)
 * 	.requesting("/orders")
 * 	.assertNoRequestIsLost();
 * </pre>
 *
 * The application runs in a JVM of its own, on a free port and as if it were on
 * Kubernetes. Clients send one request after the other, on connections that they keep and
 * on new ones; the application gets its SIGTERM; and, as a balancer does that has to
 * learn of it first, the clients go on for a while after readiness has said no. Whatever
 * they have sent until then has to be answered. Immutable; needs a system that has
 * SIGTERM.
 *
 * @since 0.1.0
 */
public final class LameDuckTest {

	private static final Duration BALANCER = Duration.ofSeconds(1);

	private final List<String> program;

	private final List<String> arguments;

	private final List<String> paths;

	private final String readiness;

	private final Duration balancer;

	private LameDuckTest(List<String> program, List<String> arguments, List<String> paths, String readiness,
			Duration balancer) {
		this.program = program;
		this.arguments = arguments;
		this.paths = paths;
		this.readiness = readiness;
		this.balancer = balancer;
	}

	/**
	 * Test an application by its main class, on the class path of the tests.
	 * @param main the class that has the main method; in Kotlin, the class beside which
	 * the main function is
	 * @return the test
	 * @throws IllegalArgumentException if there is no main method
	 */
	public static LameDuckTest of(Class<?> main) {
		return of(List.of(MainClass.nameOf(main)));
	}

	/**
	 * Test an application by its executable jar.
	 * @param jar the jar
	 * @return the test
	 */
	public static LameDuckTest ofJar(Path jar) {
		return of(List.of("-jar", jar.toString()));
	}

	private static LameDuckTest of(List<String> program) {
		return new LameDuckTest(program, List.of(), List.of(), ProbePaths.READINESS, BALANCER);
	}

	/**
	 * The same test with arguments of the application, such as
	 * {@code --probity.lame-duck.duration=3s}, or the address of its database.
	 * @param more further arguments
	 * @return the test
	 */
	public LameDuckTest withArguments(String... more) {
		return new LameDuckTest(this.program, and(this.arguments, more), this.paths, this.readiness, this.balancer);
	}

	/**
	 * The same test with requests to these paths, by GET.
	 * @param more further paths, with the context path; without any, readiness is what is
	 * asked for, though that says little of the application
	 * @return the test
	 */
	public LameDuckTest requesting(String... more) {
		return new LameDuckTest(this.program, this.arguments, and(this.paths, more), this.readiness, this.balancer);
	}

	/**
	 * The same test with another path of readiness.
	 * @param path the path on the application's port
	 * @return the test
	 */
	public LameDuckTest readinessAt(String path) {
		return new LameDuckTest(this.program, this.arguments, this.paths, path, this.balancer);
	}

	/**
	 * The same test with a slower or faster balancer.
	 * @param time how long clients go on after readiness has said no, 1 s by default
	 * @return the test
	 */
	public LameDuckTest balancerNeeds(Duration time) {
		return new LameDuckTest(this.program, this.arguments, this.paths, this.readiness, time);
	}

	private static List<String> and(List<String> some, String... more) {
		List<String> all = new ArrayList<>(some);
		all.addAll(Arrays.asList(more));
		return List.copyOf(all);
	}

	/**
	 * Start the application, end it under load, and assert that each request has been
	 * answered, and by something better than a 5xx.
	 * @return what was measured
	 * @throws AssertionError if a request was lost, or the application did not come up or
	 * did not end
	 */
	public Departure assertNoRequestIsLost() {
		int port = TcpProxy.freePort();
		List<String> all = new ArrayList<>(List.of("--server.port=" + port, "--probity.probe-port=0"));
		all.addAll(this.arguments);
		try (ChildApplication application = ChildApplication.start(this.program, all)) {
			Departure departure = depart(application, port);
			departure.requireNoLoss(application.output());
			return departure;
		}
	}

	private Departure depart(ChildApplication application, int port) {
		ReadinessPoll readiness = new ReadinessPoll(port, this.readiness);
		application.await("become ready at " + this.readiness, readiness::isReady);
		List<String> requested = this.paths.isEmpty() ? List.of(this.readiness) : this.paths;
		try (RequestLoad load = RequestLoad.begin(port, requested, this.paths.isEmpty())) {
			load.awaitAnswers(application);
			long signalled = System.nanoTime();
			application.terminate();
			application.await("say at %s that it is not ready after its SIGTERM".formatted(this.readiness),
					() -> !readiness.isReady() || !application.isAlive());
			Duration withdrawn = Duration.ofNanos(System.nanoTime() - signalled);
			boolean alive = application.isAlive() && readiness.isAnswered();
			load.goOnFor(this.balancer);
			load.end();
			int exit = application.awaitExit();
			return new Departure(load.answered(), load.lost(), alive, withdrawn,
					Duration.ofNanos(System.nanoTime() - signalled), exit);
		}
	}

}
