package dev.probity.port;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.OneAtATime;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Visibility;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whose the probe port is, and when there is one.
 */
@ExtendWith(OutputCaptureExtension.class)
@OneAtATime("9595")
class ProbePortContextTests {

	private static final String ANY = "--probity.probe-port=0";

	private static final Map<String, Object> KUBERNETES = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1",
			"KUBERNETES_SERVICE_PORT", "443");

	@Test
	void elsewhereThanOnKubernetesThereIsNoneUnlessItIsSet() {
		try (ConfigurableApplicationContext context = run(Worker.class)) {
			assertThat(context.getBeanProvider(ProbePort.class).getIfAvailable()).isNull();
			assertThat(context.getEnvironment().containsProperty("local.probity.probe-port")).isFalse();
		}
	}

	@Test
	void onKubernetesItIs9595WithoutALineOfConfiguration() {
		try (ConfigurableApplicationContext context = onKubernetes(Worker.class)) {
			assertThat(context.getBean(ProbePort.class).port()).isEqualTo(9595);
			assertThat(context.getEnvironment().getProperty("local.probity.probe-port")).isEqualTo("9595");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--probity.probe-port=-1", "--probity.enabled=false" })
	void onKubernetesItCanBeSwitchedOff(String property) {
		try (ConfigurableApplicationContext context = onKubernetes(Worker.class, property)) {
			assertThat(context.getBeanProvider(ProbePort.class).getIfAvailable()).isNull();
		}
	}

	@Test
	void anEnvironmentVariableSetsIt() {
		try (ConfigurableApplicationContext context = in(Map.of("PROBITY_PROBE_PORT", "0"), Worker.class)) {
			assertThat(context.getBean(ProbePort.class).port()).isPositive().isNotEqualTo(9595);
		}
	}

	/**
	 * Beside a Service "probity" or "probity-probe" each pod gets such variables.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "PROBITY_PROBE_PORT", "PROBITY_PORT", "PROBITY_PROBE_PORT_9595_TCP" })
	void aServiceLinkDoesNot(String variable) {
		Map<String, Object> variables = new HashMap<>(KUBERNETES);
		variables.put(variable, "tcp://10.0.0.7:80");
		try (ConfigurableApplicationContext context = in(variables, PlainApplication.class)) {
			assertThat(context.getBean(ProbePort.class).port()).isEqualTo(9595);
		}
	}

	@Test
	void aDefaultPortThatIsTakenIsOneWarningAndNoFailure(CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(9595);
				ConfigurableApplicationContext context = onKubernetes(Worker.class)) {
			assertThat(context.getBeanProvider(ProbePort.class).getIfAvailable()).isNull();
		}
		assertThat(output).containsOnlyOnce("The probe port 9595 cannot be opened (Address already in use)")
			.contains("'probity.probe-port'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port", "management.server.port", "spring.grpc.server.port" })
	void aDefaultPortThatTheApplicationHasItselfIsOneWarningAndNoFailure(String other, CapturedOutput output) {
		try (ConfigurableApplicationContext context = onKubernetes(Worker.class, "--" + other + "=9595")) {
			assertThat(context.getBeanProvider(ProbePort.class).getIfAvailable()).isNull();
		}
		assertThat(output).containsOnlyOnce("There is no probe port: it would be 9595, and so is '" + other + "'")
			.contains("'probity.probe-port'");
	}

	/**
	 * As on the port of the application, where it has been guarded all along.
	 */
	@ParameterizedTest
	@ValueSource(classes = { ThrowingPolicy.class, SilentPolicy.class })
	void aDetailPolicyThatCannotTellWhatToShowShowsTheStatus(Class<?> policy, CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(policy, ANY)) {
			RunningApplication application = RunningApplication.of(context);
			application.switchboard().finishStart();
			ProbeAgreement.awaitVerdict(application, "readiness", "UP");
			assertThat(application.probePort("/readyz?verbose").body()).isEqualTo("readyz check passed\n");
		}
		assertThat(output).containsPattern(
				"The detail policy \\S+ (threw an exception|returned null) for probe '(liveness|readiness|startup)'");
	}

	@Test
	void aPortThatIsSetAndTakenStopsTheStartAndNamesPropertyAndPort() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			assertThatExceptionOfType(FailureAnalyzedException.class)
				.isThrownBy(() -> run(Worker.class, "--probity.probe-port=" + other.getLocalPort()))
				.satisfies((ex) -> assertThat(ex.analysis().getDescription())
					.isEqualTo("The probe port %d cannot be opened: Address already in use.", other.getLocalPort()))
				.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("'probity.probe-port'"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "65536", "-2", "99999999" })
	void aNumberThatIsNoPortStopsTheStart(String number) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> run(Worker.class, "--probity.probe-port=" + number))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).startsWith(
					"The property 'probity.probe-port' is %s, but it must be from 0 to 65535: ".formatted(number)));
	}

	/**
	 * The probe port has them whatever the port of the application has, and they are used
	 * without any port, too.
	 */
	@ParameterizedTest
	@ValueSource(strings = { ANY, "--probity.probe-port=-1", "--spring.main.lazy-initialization=true" })
	void pathsThatCannotBeStopTheStartAlsoWhereTheApplicationHasNone(String property) {
		assertThatThrownBy(() -> run(PlainApplication.class, property, "--probity.paths.enabled=false",
				"--probity.paths.liveness=/live/"))
			.rootCause()
			.hasMessageStartingWith("The path of the liveness probe, '/live/', is not a plain path");
		assertThatThrownBy(() -> run(PlainApplication.class, property, "--probity.paths.enabled=false",
				"--probity.features.checkout.checks=orders", "--probity.paths.startup=/readyz/checkout"))
			.rootCause()
			.hasMessageContaining("'/readyz/checkout', is the path of the feature 'checkout', too");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port", "management.server.port", "spring.grpc.server.port" })
	void aPortOfTheApplicationCannotBeTheProbePortToo(String other) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> run(Worker.class, "--probity.probe-port=18090", "--%s=18090".formatted(other)))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription())
				.contains("The probe port is 18090, and so is '%s'".formatted(other)));
	}

	@Test
	void thePortThatAWebServerHasByDefaultCannotBeTheProbePortEither() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(
				() -> builder(Worker.class).web(WebApplicationType.SERVLET).run(arguments("--probity.probe-port=8080")))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription())
				.contains("The probe port is 8080, and so is 'server.port'"));
	}

	@Test
	void withoutAWebServerItAnswersAllTheSame() {
		try (ConfigurableApplicationContext context = run(PlainApplication.class, ANY,
				"--probity.features.checkout.checks=orders", "--management.endpoint.health.show-details=always")) {
			RunningApplication worker = RunningApplication.of(context);
			assertThat(worker.probePort("/startupz").statusCode()).isEqualTo(503);
			worker.switchboard().finishStart();
			ProbeAgreement.awaitVerdict(worker, "readiness", "UP");
			assertThat(worker.probePort("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(worker.probePort("/readyz/checkout").statusCode()).isEqualTo(200);
			worker.switchboard().orders().fail();
			ProbeAgreement.awaitVerdict(worker, "readiness", "DOWN");
			assertThat(worker.probePort("/readyz").statusCode()).isEqualTo(503);
			assertThat(worker.probePort("/readyz/checkout").statusCode()).isEqualTo(503);
			assertThat(worker.probePort("/readyz?verbose").body()).contains("[-]orders failed");
			worker.switchboard().worker().fail();
			ProbeAgreement.awaitVerdict(worker, "liveness", "DOWN");
			assertThat(worker.probePort("/livez").statusCode()).isEqualTo(503);
		}
	}

	@Test
	void theContextsOfAHierarchyShareIt() {
		ConfigurableApplicationContext child = builder(PlainApplication.class).child(Child.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(ANY, "--logging.level.root=warn");
		ConfigurableApplicationContext parent = (ConfigurableApplicationContext) child.getParent();
		int port = parent.getBean(ProbePort.class).port();
		try (parent; child) {
			assertThat(child.getBean(ProbePort.class)).isSameAs(parent.getBean(ProbePort.class));
			assertThat(RunningApplication.of(parent).probePort("/livez").statusCode()).isEqualTo(200);
			child.close();
			assertThat(RunningApplication.of(parent).probePort("/livez").statusCode()).isEqualTo(200);
		}
		assertThat(isOpen(port)).isFalse();
	}

	@Test
	void aChildThatHasTheProbesIsAnsweredForOnThePortOfItsParent() {
		ConfigurableApplicationContext child = builder(Worker.class).child(PlainApplication.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(ANY, "--logging.level.root=warn");
		ConfigurableApplicationContext parent = (ConfigurableApplicationContext) child.getParent();
		try (parent; child) {
			RunningApplication owner = RunningApplication.of(parent);
			RunningApplication.of(child).switchboard().finishStart();
			ProbeAgreement.awaitVerdict(RunningApplication.of(child), "readiness", "UP");
			assertThat(owner.probePort("/readyz").statusCode()).isEqualTo(200);
			child.close();
			assertThat(owner.probePort("/readyz").statusCode()).isEqualTo(503);
			assertThat(owner.probePort("/livez").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void applicationsThatHaveNothingToDoWithEachOtherHaveAPortEach() {
		try (ConfigurableApplicationContext one = run(PlainApplication.class, ANY);
				ConfigurableApplicationContext other = run(PlainApplication.class, ANY)) {
			assertThat(one.getBean(ProbePort.class).port()).isNotEqualTo(other.getBean(ProbePort.class).port());
			one.close();
			assertThat(RunningApplication.of(other).probePort("/livez").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void aPausedContextKeepsIt() {
		try (ConfigurableApplicationContext context = run(PlainApplication.class, ANY)) {
			context.stop();
			assertThat(RunningApplication.of(context).probePort("/livez").statusCode()).isEqualTo(200);
			assertThat(RunningApplication.of(context).probePort("/readyz").statusCode()).isEqualTo(503);
			context.start();
			assertThat(RunningApplication.of(context).probePort("/livez").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void itIsOpenWhileBeansAreMadeAndClosedAfterTheLastOne() {
		int port;
		try (ConfigurableApplicationContext context = run(Slow.class, ANY)) {
			port = context.getBean(ProbePort.class).port();
			assertThat(Slow.whileMade).contains("503", "\"starting\":\"creating beans, ");
		}
		assertThat(Slow.whileDestroyed).contains("503", "{\"status\":\"OUT_OF_SERVICE\"}");
		assertThat(isOpen(port)).isFalse();
	}

	/**
	 * An Envoy that asks before the application can answer, or after that, is to leave at
	 * once, too.
	 */
	@Test
	void readinessHasTheHeadersOfEnvoyFromFirstToLast() {
		String leave = "x-envoy-immediate-health-check-fail";
		try (ConfigurableApplicationContext context = run(Slow.class, ANY, "--probity.balancer.envoy=true")) {
			assertThat(Slow.whileMade).containsIgnoringCase(leave);
			RunningApplication application = RunningApplication.of(context);
			assertThat(application.probePort("/readyz").headers().firstValue(leave)).hasValue("true");
			assertThat(application.probePort("/startupz").headers().firstValue(leave)).isEmpty();
		}
		assertThat(Slow.whileDestroyed).containsIgnoringCase(leave);
		run(Slow.class, ANY).close();
		assertThat(Slow.whileMade).doesNotContainIgnoringCase(leave);
		assertThat(Slow.whileDestroyed).doesNotContainIgnoringCase(leave);
	}

	@ParameterizedTest
	@ValueSource(classes = { FailingBean.class, FailingRunner.class })
	void aFailedStartClosesIt(Class<?> source) {
		long before = threads();
		assertThatThrownBy(() -> run(source, ANY)).hasStackTraceContaining("not today");
		assertThat(threads()).isEqualTo(before);
	}

	@Test
	void anAddressIsTheOnlyOneItIsBoundTo() throws IOException {
		try (ConfigurableApplicationContext context = run(Worker.class, ANY, "--probity.probe-address=127.0.0.2")) {
			int port = context.getBean(ProbePort.class).port();
			new Socket(InetAddress.getByName("127.0.0.2"), port).close();
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.1"), port));
		}
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("probity-port") && thread.isAlive())
			.filter((thread) -> {
				try {
					thread.join(1000);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return thread.isAlive();
			})
			.count();
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static ConfigurableApplicationContext run(Class<?> source, String... arguments) {
		return builder(source).run(arguments(arguments));
	}

	private static ConfigurableApplicationContext onKubernetes(Class<?> source, String... arguments) {
		return in(KUBERNETES, source, arguments);
	}

	private static ConfigurableApplicationContext in(Map<String, Object> variables, Class<?> source,
			String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		return builder(source).environment(environment).run(arguments(arguments));
	}

	private static String[] arguments(String... arguments) {
		return Stream.concat(Stream.of(arguments), Stream.of("--logging.level.root=warn")).toArray(String[]::new);
	}

	private static SpringApplicationBuilder builder(Class<?> source) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false);
	}

	/**
	 * Nothing that could be asked.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Worker {

	}

	@Configuration(proxyBeanMethods = false)
	static class Child {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Slow {

		private static volatile String whileMade;

		private static volatile String whileDestroyed;

		@Bean
		AutoCloseable bean(Environment environment) {
			int port = environment.getRequiredProperty("local.probity.probe-port", Integer.class);
			whileMade = ask(port);
			return () -> whileDestroyed = ask(port);
		}

		private static String ask(int port) {
			return HttpConnection.get(port, "/readyz").toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class ThrowingPolicy {

		@Bean
		DetailPolicy policy() {
			return (probe, caller, inRole) -> (Objects.requireNonNull(caller).getName().equals("operator"))
					? Visibility.DETAILS : Visibility.STATUS;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class SilentPolicy {

		@Bean
		@SuppressWarnings("NullAway")
		DetailPolicy policy() {
			return (probe, caller, inRole) -> (caller != null) ? Visibility.DETAILS : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingBean {

		@Bean
		Object bean() {
			throw new IllegalStateException("not today");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingRunner {

		@Bean
		ApplicationRunner runner() {
			return (arguments) -> {
				throw new IllegalStateException("not today");
			};
		}

	}

}
