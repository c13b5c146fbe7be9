package dev.probity.sample.kubernetes;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.probity.check.CheckPolicy;
import dev.probity.engine.CheckMonitor;
import dev.probity.sample.SampleApplication;
import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The manifests keep Kubernetes' rules, fit the application, and have the numbers that
 * docs/kubernetes.md derives.
 */
class KubernetesManifestTests {

	// website: API reference, Probe; what is missing has a default
	private static final Set<String> PROBE_FIELDS = Set.of("httpGet", "initialDelaySeconds", "periodSeconds",
			"timeoutSeconds", "successThreshold", "failureThreshold", "terminationGracePeriodSeconds");

	// twice the slowest start of the sample that was seen, see docs/kubernetes.md
	private static final int STARTUP_BUDGET = 120;

	private static final Pattern SIGTERM = Pattern.compile("A SIGTERM may take (\\d+)s: (.*)\\. On Kubernetes .*");

	private final Pod pod = new Pod();

	private final String doc = read("../docs/kubernetes.md");

	@Test
	void probesKeepTheRulesOfTheApi() {
		assertThat(this.pod.probes()).allSatisfy((probe) -> {
			Map<String, Object> fields = probe.manifest().fields();
			assertThat(fields.keySet()).as("one handler, and fields that exist")
				.contains("httpGet")
				.isSubsetOf(PROBE_FIELDS);
			assertThat(probe.manifest().at("httpGet").fields().keySet()).isSubsetOf("path", "port");
			assertThat(probe.path()).startsWith("/");
			assertThat(this.pod.port(probe.port())).isBetween(1, 65535);
			assertThat(List.of(probe.period(), probe.timeout(), probe.failures())).allMatch((number) -> number >= 1);
			assertThat(probe.manifest().number("successThreshold", 1)).isEqualTo(1);
		});
		assertThat(this.pod.probe("readiness").manifest().fields()).doesNotContainKey("terminationGracePeriodSeconds");
	}

	@Test
	void aProbeEndsBeforeTheNextBegins() {
		assertThat(this.pod.probes()).allMatch((probe) -> probe.timeout() < probe.period());
	}

	@Test
	void theManifestsBelongTogether() {
		Manifest deployment = Manifest.of("deployment.yaml");
		Manifest service = Manifest.of("service.yaml");
		Manifest kustomization = Manifest.of("kustomization.yaml");
		assertThat(kustomization.value("resources"))
			.isEqualTo(List.of("deployment.yaml", "service.yaml", "service-headless.yaml"));
		assertThat(deployment.value("apiVersion") + " " + deployment.value("kind")).isEqualTo("apps/v1 Deployment");
		assertThat(service.value("apiVersion") + " " + service.value("kind")).isEqualTo("v1 Service");
		Object labels = deployment.value("spec.template.metadata.labels");
		assertThat(deployment.value("spec.selector.matchLabels")).isEqualTo(labels);
		assertThat(service.value("spec.selector")).isEqualTo(labels);
		assertThat(service.value("spec.ports.targetPort")).isEqualTo("http");
		assertThat(this.pod.container().value("image")).isEqualTo(kustomization.value("images.name"));
		assertThat(this.pod.container().value("envFrom.configMapRef.name"))
			.isEqualTo(kustomization.value("configMapGenerator.name"));
		assertThat(deployment.value("spec.strategy.rollingUpdate.maxUnavailable")).isEqualTo(0);
	}

	@Test
	void peersAreFoundWhetherTheyAreReadyOrNot() {
		Manifest deployment = Manifest.of("deployment.yaml");
		Manifest headless = Manifest.of("service-headless.yaml");
		assertThat(headless.value("spec.clusterIP")).isEqualTo("None");
		assertThat(headless.value("spec.publishNotReadyAddresses")).isEqualTo(true);
		assertThat(headless.value("spec.selector")).isEqualTo(deployment.value("spec.template.metadata.labels"));
		assertThat(headless.value("spec.ports.port")).isEqualTo(this.pod.port("probes"));
		assertThat(this.pod.environment()).containsEntry("PROBITY_FLEET_DNS",
				String.valueOf(headless.value("metadata.name")));
	}

	@Test
	void theGracePeriodIsWrittenOnce() {
		Manifest replacement = Manifest.of("kustomization.yaml").at("replacements");
		assertThat(replacement.value("source.fieldPath")).isEqualTo("spec.template.spec.terminationGracePeriodSeconds");
		assertThat(replacement.value("targets.fieldPaths")).asString()
			.contains("env.[name=PROBITY_KUBERNETES_TERMINATIONGRACEPERIOD].value");
		assertThat(this.pod.environment()).containsEntry("PROBITY_KUBERNETES_TERMINATIONGRACEPERIOD",
				String.valueOf(this.pod.terminationGracePeriodSeconds()));
	}

	@Test
	void theStartHasItsTime() {
		Pod.Probe startup = this.pod.probe("startup");
		int budget = startup.failures() * startup.period();
		assertThat(budget).isGreaterThanOrEqualTo(STARTUP_BUDGET);
		assertThat(this.doc).contains("%d × %d s = %d s".formatted(startup.failures(), startup.period(), budget));
	}

	/**
	 * Kubernetes keeps 25 events of a kind for a pod; what a start uses up, a later
	 * failure of liveness lacks.
	 */
	@Test
	void aSlowStartLeavesRoomForTheEventOfALaterProbe() {
		assertThat(this.pod.probe("startup").failures()).isLessThan(25);
	}

	@Test
	void theComponentAndTheValuesOfChartsSayTheSame() {
		assertThat(ReusableManifests.ALL).allSatisfy((manifest) -> {
			assertThat(manifest.terminationGracePeriodSeconds()).isEqualTo(this.pod.terminationGracePeriodSeconds());
			assertThat(manifest.container()).containsOnlyKeys("terminationMessagePolicy", "startupProbe",
					"livenessProbe", "readinessProbe");
			manifest.container()
				.forEach((field, value) -> assertThat(value).as("%s: %s", manifest, field)
					.isEqualTo(this.pod.withNumberedPort(field)));
		});
	}

	@Test
	void theReadmeHasTheSameProbes() {
		String readme = read("../README.md");
		assertThat(this.pod.probes()).allSatisfy((probe) -> {
			String stanza = Pattern.compile("(?m)^%sProbe: \\{ (.*) \\}$".formatted(probe.kind()))
				.matcher(readme)
				.results()
				.map((result) -> result.group(1))
				.findFirst()
				.orElseThrow();
			assertThat(stanza)
				.startsWith("httpGet: { path: %s, port: %d }".formatted(probe.path(), this.pod.port(probe.port())));
			assertThat(List.of("periodSeconds: " + probe.period(), "timeoutSeconds: " + probe.timeout(),
					"failureThreshold: " + probe.failures()))
				.filteredOn((field) -> stanza.contains(field.split(":")[0]))
				.allMatch(stanza::contains);
		});
	}

	@Test
	void theDocumentHasTheTimesOfDetection() {
		Pod.Probe readiness = this.pod.probe("readiness");
		Pod.Probe liveness = this.pod.probe("liveness");
		BigDecimal noticed = BigDecimal.valueOf(CheckPolicy.defaults().worstCaseDetection().toMillis(), 3)
			.stripTrailingZeros();
		BigDecimal notReady = noticed.add(BigDecimal.valueOf((long) readiness.failures() * readiness.period()));
		assertThat(this.doc)
			.contains("%s s + %d × %d s = %s s".formatted(noticed, readiness.failures(), readiness.period(), notReady))
			.contains("%d × %d s + %d s = %d s".formatted(liveness.failures(), liveness.period(), liveness.timeout(),
					liveness.failures() * liveness.period() + liveness.timeout()));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theApplicationAnswersWhereItIsAskedAndItsEndFitsIntoTheGracePeriod(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext application = start()) {
			assertThat(application.getBean(CheckMonitor.class).snapshot("db"))
				.satisfies((db) -> assertThat(db.policy()).isEqualTo(CheckPolicy.defaults()));
			Map<Integer, String> local = Map.of(8080, "local.server.port", 9595, "local.probity.probe-port");
			assertThat(this.pod.probes()).allSatisfy((probe) -> {
				String port = application.getEnvironment().getRequiredProperty(local.get(this.pod.port(probe.port())));
				await().atMost(Duration.ofSeconds(20))
					.untilAsserted(() -> assertThat(status(port, probe.path())).as(probe.kind()).isEqualTo(200));
			});
			MatchResult sigterm = SIGTERM.matcher(output).results().findFirst().orElseThrow();
			assertThat(Integer.parseInt(sigterm.group(1)))
				.isLessThanOrEqualTo(this.pod.terminationGracePeriodSeconds());
			assertThat(unwrapped(this.doc)).contains(sigterm.group());
			isWhatTheApplicationPrints(application);
		}
	}

	/**
	 * Only what has been observed may be more here, on a machine that is slower than the
	 * pod's.
	 */
	private void isWhatTheApplicationPrints(ConfigurableApplicationContext application)
			throws IOException, InterruptedException {
		String main = application.getEnvironment().getRequiredProperty("local.server.port");
		String probes = application.getEnvironment().getRequiredProperty("local.probity.probe-port");
		String text = get(main, "/actuator/probity/manifest").body()
			.replace("containerPort: " + main + "\n", "containerPort: 8080\n")
			.replace("containerPort: " + probes + "\n", "containerPort: 9595\n");
		assertThat(text).contains("graceful shutdown of the web server 10s + ", " + reserve 3s = 45s at most; ",
				"10.5s until 'db' is known to fail + 2 x 5 s = 20.5s");
		Manifest printed = Manifest.parse(text);
		assertThat(printed.value("terminationGracePeriodSeconds")).isEqualTo(this.pod.terminationGracePeriodSeconds());
		Manifest container = printed.at("containers");
		assertThat(container.fields().keySet()).contains("ports", "startupProbe", "livenessProbe", "readinessProbe");
		container.fields().forEach((field, value) -> {
			Map<String, Object> expected = observedAside(field, this.pod.container());
			assertThat(observedAside(field, container)).as(field).isEqualTo(expected);
		});
		assertThat(ReusableManifests.ALL).allSatisfy((manifest) -> assertThat(manifest.container().keySet())
			.as("%s has nothing that the application does not print", manifest)
			.isSubsetOf(container.fields().keySet()));
		assertThat((int) container.value("startupProbe.periodSeconds"))
			.isGreaterThanOrEqualTo(this.pod.probe("startup").period());
		assertThat((int) container.value("livenessProbe.failureThreshold"))
			.isGreaterThanOrEqualTo(this.pod.probe("liveness").failures());
	}

	private static Map<String, Object> observedAside(String field, Manifest container) {
		Map<String, Object> value = new HashMap<>(Map.of("is", container.value(field)));
		switch (field) {
			case "startupProbe" -> value = without("periodSeconds", container.at(field));
			case "livenessProbe" -> value = without("failureThreshold", container.at(field));
			default -> {
			}
		}
		return value;
	}

	private static Map<String, Object> without(String field, Manifest probe) {
		Map<String, Object> fields = new HashMap<>(probe.fields());
		fields.remove(field);
		return fields;
	}

	/**
	 * In the environment of the container, but for the addresses and the ports.
	 */
	private ConfigurableApplicationContext start() {
		Map<String, Object> variables = new HashMap<>(this.pod.environment());
		assertThat(variables.keySet()).containsAll(
				SharedServer.addresses().keySet().stream().filter((name) -> !name.equals("DB_PASSWORD")).toList());
		variables.putAll(SharedServer.addresses());
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		return new SpringApplicationBuilder(SampleApplication.class).environment(environment)
			.run("--server.port=0", "--probity.probe-port=0");
	}

	private static int status(String port, String path) throws IOException, InterruptedException {
		return get(port, path).statusCode();
	}

	private static HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	private static String unwrapped(String text) {
		return text.replaceAll("\\s*\\n\\s*", " ");
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
