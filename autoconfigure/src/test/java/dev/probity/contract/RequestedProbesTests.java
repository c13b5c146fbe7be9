package dev.probity.contract;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.probity.contract.CallersDescriptor.FindingDescriptor;
import dev.probity.fixture.OneAtATime;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.port.ProbePort;
import dev.probity.registration.ContextHierarchyTests;
import dev.probity.traffic.CallerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who requests the probes is seen wherever it comes in; what is wrong with that is said
 * once in the log, and by the endpoint as long as it is true.
 */
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(WebStack.class)
class RequestedProbesTests {

	private static final String KUBELET = "kube-probe/1.36";

	private static final String WARNING = "on the port of the application. While all request threads wait";

	private final WebStack stack;

	RequestedProbesTests(WebStack stack) {
		this.stack = stack;
	}

	@ParameterizedTest
	@CsvSource({ "/livez, kube-probe/1.36, kubelet", "/actuator/health/liveness, ELB-HealthChecker/2.0, elb",
			"/actuator/health, kube-probe/1.36, kubelet" })
	void whoeverDoesIsToldOnceWithTheStanzaToWrite(String path, String userAgent, String caller,
			CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "probity.probe-port=0")) {
			int port = application.context()
				.getEnvironment()
				.getRequiredProperty("local.probity.probe-port", Integer.class);
			ask(application, path, userAgent);
			ask(application, path, userAgent);
			ask(application, "/livez", userAgent);
			await().untilAsserted(() -> assertThat(output).contains(WARNING));
			assertThat(output).containsOnlyOnce(WARNING)
				.contains("PROBITY-105: '%s' requests '%s' on the port of the application".formatted(caller, path))
				.contains("livenessProbe: { httpGet: { path: /livez, port: %d }, timeoutSeconds: 3 }".formatted(port));
		}
	}

	@Test
	void whereThereIsNoProbePortItIsSaidHowToHaveOne(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class)) {
			ask(application, "/livez", KUBELET);
			await().untilAsserted(() -> assertThat(output).contains(WARNING));
			assertThat(output).containsOnlyOnce(WARNING)
				.contains("Set 'probity.probe-port: 9595' and point the probe at it: livenessProbe: ");
		}
	}

	/**
	 * The probe port has the short paths, whatever the port of the application has.
	 */
	@Test
	void whereOnlyGroupsAreServedTheProbePortIsAdvisedWithItsOwnPathAndScheme(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "probity.probe-port=-1",
				"probity.paths.enabled=false", "probity.paths.liveness=/alive", "probity.ssl.bundle=probes")) {
			ask(application, "/actuator/health/liveness", KUBELET);
			await().untilAsserted(() -> assertThat(output).contains(WARNING));
			assertThat(output).contains("Set 'probity.probe-port: 9595' and point the probe at it: livenessProbe: "
					+ "{ httpGet: { path: /alive, port: 9595, scheme: HTTPS }, timeoutSeconds: 3 }");
		}
	}

	@Test
	void neitherReadinessNorAPersonNorAManagementPortIs(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "management.server.port=0")) {
			ask(application, "/readyz", KUBELET);
			ask(application, "/startupz", KUBELET);
			ask(application, "/livez", "curl/8.5.0");
			application.management("/actuator/health/liveness", "User-Agent", KUBELET);
			application.management("/actuator/health", "User-Agent", KUBELET);
			application.management("/actuator/health/readiness", "User-Agent", KUBELET);
			ProbeContract contract = application.bean(ProbeContract.class);
			await().untilAsserted(() -> assertThat(contract.callers().seen())
				.filteredOn((call) -> call.caller() == CallerKind.KUBELET)
				.extracting((call) -> call.port() + " " + call.path())
				.containsExactlyInAnyOrder("MAIN /readyz", "MAIN /startupz", "MANAGEMENT /actuator/health/liveness",
						"MANAGEMENT /actuator/health", "MANAGEMENT /actuator/health/readiness"));
			contract.run();
			assertThat(output).doesNotContain(WARNING);
			assertThat(contract.callers().findings()).extracting(FindingDescriptor::code)
				.containsExactly("PROBITY-103");
		}
	}

	@Test
	void theEndpointShowsWhoRequestsWhatAndTheManifest() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, "probity.probe-port=0",
				"management.endpoints.web.exposure.include=*", "spring.application.name=orders",
				"management.endpoint.health.group.readiness.show-details=never")) {
			application.probePort("/livez", "User-Agent", KUBELET);
			ask(application, "/actuator/health", KUBELET);
			await().untilAsserted(() -> {
				String body = application.actuator("/probity").body();
				assertThat(JsonPath.<List<String>>read(body, "$.callers.findings[*].code")).contains("PROBITY-103",
						"PROBITY-105");
				assertThat(JsonPath.<List<String>>read(body, "$.callers.seen[?(@.caller == 'KUBELET')].path"))
					.containsExactly("/actuator/health", "/livez");
			});
			HttpResponse<String> manifest = application.actuator("/probity/manifest");
			assertThat(manifest.statusCode()).isEqualTo(200);
			assertThat(manifest.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/yaml");
			assertThat(Pods.parsed(manifest.body())).containsKeys("terminationGracePeriodSeconds", "containers");
			assertThat(manifest.body()).contains("  - name: orders\n", "path: /readyz\n")
				.contains("containerPort: "
						+ application.context().getEnvironment().getProperty("local.probity.probe-port"));
			assertThat(application.actuator("/probity/other").statusCode()).isEqualTo(404);
		}
	}

	/**
	 * A manifest that names a path which nobody serves restarts every pod.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "probity.paths.verify=false", "management.endpoints.web.base-path=/ops" })
	void whereThereIsNeitherProbePortNorShortPathTheManifestNamesTheGroups(String property) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, property,
				"probity.probe-port=-1", "probity.paths.enabled=false")) {
			String manifest = application.bean(ProbeContract.class).manifest();
			List<String> paths = Pattern.compile("path: (\\S+)\n *port: http\n")
				.matcher(manifest)
				.results()
				.map((path) -> path.group(1))
				.toList();
			assertThat(paths).hasSize(3)
				.allSatisfy((path) -> assertThat(application.send("GET", path).body()).startsWith("{\"status\":\""));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "management.server.base-path=/ops" })
	void whereOnlyTheManagementPortHasGroupsTheManifestNamesThese(String property) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "management.server.port=0",
				"probity.probe-port=-1", "probity.paths.enabled=false", property)) {
			String manifest = application.bean(ProbeContract.class).manifest();
			assertThat(manifest).contains("containerPort: %s\n"
				.formatted(application.context().getEnvironment().getProperty("local.management.port")));
			List<String> paths = Pattern.compile("path: (\\S+)\n *port: management\n")
				.matcher(manifest)
				.results()
				.map((path) -> path.group(1))
				.toList();
			assertThat(paths).hasSize(3)
				.allSatisfy((path) -> assertThat(application.management(path).body()).startsWith("{\"status\":\""));
		}
	}

	/**
	 * It would have to be opened by the process that is asked.
	 */
	@Test
	@OneAtATime("9595")
	void whereTheProbePortIsThatOfAnotherOnKubernetesTheProbesAreOnThePortOfTheApplication() throws IOException {
		try (ServerSocket taken = new ServerSocket(ProbePort.DEFAULT_PORT);
				RunningApplication application = this.stack.starting(PlainApplication.class,
						"spring.main.cloud-platform=kubernetes")) {
			assertThat(taken.isBound()).isTrue();
			assertThat(application.bean(ProbeContract.class).manifest()).contains("path: /livez\n        port: http\n")
				.doesNotContain("9595");
		}
	}

	@Test
	void thePortIsTheOneThatIsOpen() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "probity.probe-port=-1")) {
			String open = application.context().getEnvironment().getRequiredProperty("local.server.port");
			TestPropertyValues.of("server.port=8089").applyTo(application.context());
			assertThat(application.bean(ProbeContract.class).manifest()).contains("containerPort: " + open)
				.doesNotContain("8089");
		}
	}

	/**
	 * The parent, which has the probes, has no server and ends at once.
	 */
	@Test
	void manifestAndFindingsAreThoseOfTheContextThatServes() {
		try (RunningApplication application = this.stack.run(
				new SpringApplicationBuilder(PlainApplication.class).child(ServingChild.class),
				ContextHierarchyTests.NO_SECURITY, "probity.paths.liveness=/alive")) {
			ask(application, "/actuator/health", KUBELET);
			ProbeContract contract = application.bean(ProbeContract.class);
			await().untilAsserted(() -> assertThat(contract.callers().findings()).extracting(FindingDescriptor::code)
				.containsExactly("PROBITY-103", "PROBITY-105"));
			assertThat(contract.manifest())
				.contains("containerPort: "
						+ application.context().getEnvironment().getRequiredProperty("local.server.port"))
				.contains("graceful shutdown of the web server");
			application.context().close();
			assertThat(contract.manifest()).doesNotContain("web server");
		}
	}

	private static void ask(RunningApplication application, String path, String userAgent) {
		application.send("GET", path, "User-Agent", userAgent);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class ServingChild {

	}

}
