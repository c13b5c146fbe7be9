package dev.probity.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.contract.ProbeEntrance.Scheme;
import dev.probity.contract.ProbeEntrance.State;
import dev.probity.fixture.ArabicDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifest that fits.
 */
class ManifestTextTests {

	private static PodFacts pod(ProbeEntrance entrance) {
		return Pods.pod("Orders", entrance, "lame duck 10s + reserve 3s = 13s", null, Duration.ZERO,
				Duration.ofMillis(12_300), Duration.ofMillis(400));
	}

	@Test
	void itIsYamlWithTheArithmeticAsComments() {
		assertThat(new ManifestText(pod(Pods.PROBE_PORT)).yaml()).isEqualTo(
				"""
						# What fits 'Orders', as it is configured and as this instance has run for 5m.
						# A part of spec.template.spec of a Deployment; docs/kubernetes.md derives the numbers.
						terminationGracePeriodSeconds: 13 # lame duck 10s + reserve 3s = 13s at most
						containers:
						  - name: orders
						    terminationMessagePolicy: FallbackToLogsOnError # the end of the log, if there are no last words
						    ports:
						      - name: http
						        containerPort: 8080
						      - name: probes # of Probity itself: answers whatever the application does
						        containerPort: 9595
						    startupProbe: # 24 x 5 s = 120 s to come up, and less than 25 events; this start took 12.3s, and twice that is 26 s
						      httpGet:
						        path: /startupz
						        port: probes
						      periodSeconds: 5
						      timeoutSeconds: 1
						      failureThreshold: 24
						    livenessProbe: # 3 x 10 s + 3 s = 33 s without an answer; this process has stood still for 400ms at most
						      httpGet:
						        path: /livez
						        port: probes
						      periodSeconds: 10
						      timeoutSeconds: 3
						      failureThreshold: 3
						    readinessProbe: # 2 x 5 s = 10 s
						      httpGet:
						        path: /readyz
						        port: probes
						      periodSeconds: 5
						      timeoutSeconds: 1
						      failureThreshold: 2
						""");
	}

	@Test
	@ResourceLock(Resources.LOCALE)
	void itsDigitsAreThoseOfYamlWhateverTheLanguageOfTheMachine() {
		PodFacts pod = Pods.pod("Orders", Pods.PROBE_PORT, "reserve 3s = 3s", null, Duration.ofSeconds(7),
				Duration.ofMillis(12_300), Duration.ofMillis(400));
		assertThat(ArabicDigits.with(() -> new ManifestText(pod).yaml())).isEqualTo(new ManifestText(pod).yaml());
	}

	@ParameterizedTest
	@CsvSource({ "30, 5", "60, 5", "61, 6", "300, 25" })
	void aSlowStartGetsLongerPeriodsAndNotMoreEvents(int seconds, int period) {
		ProbeTimes times = ProbeTimes.startup(Duration.ofSeconds(seconds));
		assertThat(times.period()).isEqualTo(period);
		assertThat(times.failures()).isLessThan(25);
		assertThat(times.seconds()).isGreaterThanOrEqualTo(2 * seconds);
	}

	@ParameterizedTest
	@CsvSource({ "0, 3", "15, 3", "16, 4", "60, 12" })
	void livenessWaitsTwiceTheLongestPause(int seconds, int failures) {
		assertThat(ProbeTimes.liveness(Duration.ofSeconds(seconds)).failures()).isEqualTo(failures);
	}

	@Test
	void whatThePodGivesCountsIfItIsEnough() {
		PodFacts pod = Pods.pod("Orders", Pods.PROBE_PORT, "reserve 3s = 13s", Duration.ofSeconds(60),
				Duration.ofSeconds(7), null, Duration.ZERO);
		Map<String, Object> manifest = Pods.parsed(new ManifestText(pod).yaml());
		assertThat(manifest).containsEntry("terminationGracePeriodSeconds", 60);
		assertThat(container(manifest)).containsEntry("lifecycle",
				Map.of("preStop", Map.of("sleep", Map.of("seconds", 7))));
		assertThat(new ManifestText(pod).yaml())
			.contains("reserve 3s = 13s at most; probity.kubernetes.termination-grace-period says 1m");
	}

	@Test
	void whereThereIsToBeNoProbePortTheProbesAreOnTheApplications() {
		ProbeEntrance main = new ProbeEntrance(8443, State.MAIN, Scheme.HTTPS, "/shop");
		Map<String, Object> container = container(Pods.parsed(new ManifestText(pod(main)).yaml()));
		assertThat(container.get("ports")).isEqualTo(List.of(Map.of("name", "http", "containerPort", 8080)));
		assertThat(((Map<?, ?>) container.get("livenessProbe")).get("httpGet"))
			.isEqualTo(Map.of("path", "/shop/livez", "port", "http", "scheme", "HTTPS"));
	}

	@Test
	void whereActuatorAloneHasThemTheyAreOnItsPort() {
		ProbeEntrance management = new ProbeEntrance(8081, State.MANAGEMENT, Scheme.HTTP, "/ops");
		Map<String, Object> container = container(Pods.parsed(new ManifestText(pod(management)).yaml()));
		assertThat(container.get("ports")).isEqualTo(List.of(Map.of("name", "http", "containerPort", 8080),
				Map.of("name", "management", "containerPort", 8081)));
		assertThat(((Map<?, ?>) container.get("livenessProbe")).get("httpGet"))
			.isEqualTo(Map.of("path", "/ops/livez", "port", "management"));
	}

	@Test
	void whereGrpcAloneHasThemTheyAreServicesThere() {
		ProbeEntrance grpc = new ProbeEntrance(9090, State.GRPC, Scheme.HTTP, "");
		Map<String, Object> container = container(Pods.parsed(new ManifestText(pod(grpc)).yaml()));
		for (String probe : List.of("startup", "liveness", "readiness")) {
			assertThat(((Map<?, ?>) container.get(probe + "Probe")).get("grpc"))
				.isEqualTo(Map.of("port", 9090, "service", probe));
		}
	}

	@Test
	void whereNothingHasThemItSaysHowToHaveThem() {
		ProbeEntrance none = new ProbeEntrance(9595, State.NONE, Scheme.HTTP, "");
		assertThat(new ManifestText(pod(none)).yaml()).contains(
				"- name: probes # Set 'probity.probe-port: 9595', since no port of this instance has the probes\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Orders Service | orders-service", "-a_b- | a-b", "日本 | application", "x: {y} # z | x-y-z" })
	void theContainerHasANameThatKubernetesTakes(String name, String container) {
		PodFacts pod = Pods.pod(name, Pods.PROBE_PORT, "reserve 3s = 3s", null, Duration.ZERO, null, Duration.ZERO);
		assertThat(container(Pods.parsed(new ManifestText(pod).yaml()))).containsEntry("name", container);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> container(Map<String, Object> manifest) {
		return ((List<Map<String, Object>>) manifest.get("containers")).get(0);
	}

}
