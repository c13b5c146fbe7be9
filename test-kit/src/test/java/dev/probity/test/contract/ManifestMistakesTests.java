package dev.probity.test.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.probity.budget.ShutdownCosts;
import dev.probity.budget.ShutdownStep;
import dev.probity.test.AutoConfigureProbityTest;
import dev.probity.test.contract.honest.HonestApplication;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Each classic mistake of a manifest is one here, and the contract names it.
 */
@SpringBootTest(classes = { HonestApplication.class, ManifestMistakesTests.Draining.class },
		webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureProbityTest
class ManifestMistakesTests {

	static final String GOOD = """
			apiVersion: apps/v1
			kind: Deployment
			spec:
			  template:
			    spec:
			      terminationGracePeriodSeconds: 60
			      containers:
			        - name: sidecar
			          image: sidecar
			        - name: app
			          ports:
			            - { name: probes, containerPort: 9595 }
			          startupProbe: { httpGet: { path: /startupz, port: probes }, periodSeconds: 5, failureThreshold: 24 }
			          livenessProbe: { httpGet: { path: /livez, port: probes }, timeoutSeconds: 3 }
			          readinessProbe: { httpGet: { path: /readyz, port: 8080 }, periodSeconds: 5 }
			---
			apiVersion: v1
			kind: Service
			spec: { ports: [ { port: 80 } ] }
			""";

	@TempDir
	private Path folder;

	@Autowired
	private ApplicationContext application;

	@Test
	void whatFitsIsNotFaulted() {
		assertThatNoException().isThrownBy(() -> judge(GOOD));
		assertThatNoException()
			.isThrownBy(() -> judge(GOOD.replace("/readyz, port: 8080", "/actuator/health/readiness, port: 8080")));
	}

	@Test
	void aPortOnWhichNobodyListens() {
		assertMistake(GOOD.replace("port: 8080", "port: 8081"),
				"the readinessProbe asks port 8081, on which the application does not listen; ask /readyz on port 8080");
		assertMistake(GOOD.replace("/livez, port: probes", "/livez, port: http"),
				"the livenessProbe asks port http, on which the application does not listen");
	}

	@Test
	void aLivenessOfEverything() {
		assertMistake(GOOD.replace("/livez, port: probes", "/actuator/health, port: 8080"),
				"the livenessProbe asks /actuator/health on port 8080 (the application's port), which is the health of everything");
	}

	@Test
	void aLivenessThatAsksReadiness() {
		assertMistake(GOOD.replace("/livez, port", "/readyz, port"), "which is the probe 'readiness'; ask /livez");
	}

	@Test
	void aPathThatIsNone() {
		assertMistake(GOOD.replace("/startupz", "/startup"), "the startupProbe asks /startup", "which is no probe");
		assertMistake(GOOD.replace("/readyz, port: 8080", "/actuator/health/readiness, port: 9595"),
				"which is no probe");
	}

	@Test
	void noStartupProbe() {
		assertMistake(GOOD.replaceAll("(?m)^.*startupProbe.*\\n", ""), "there is no startupProbe",
				"; ask /startupz on port 8080");
	}

	@Test
	void aTimeoutThatIsNoShorterThanThePeriod() {
		assertMistake(GOOD.replace("timeoutSeconds: 3", "timeoutSeconds: 10"),
				"timeoutSeconds of the livenessProbe, 10, is not less than its periodSeconds, 10", "give it less");
	}

	@Test
	void aGracePeriodThatIsTooShort() {
		assertMistake(GOOD.replace("      terminationGracePeriodSeconds: 60\n", ""),
				"terminationGracePeriodSeconds is 30, but a SIGTERM may take 50 s (lame duck 10s", "; set it to 50");
	}

	@Test
	void aProbeThatOnlyOpensAConnection() {
		assertMistake(GOOD.replace("httpGet: { path: /readyz, port: 8080 }", "tcpSocket: { port: 8080 }"),
				"the readinessProbe only opens a connection");
	}

	@Test
	void aVariableOfTheManifestCounts() {
		assertMistake(with("SERVER_PORT", "9000"),
				"the readinessProbe asks port 8080, on which the application does not listen; ask /readyz on port 9000");
	}

	@Test
	void aGracePeriodThatIsTooShortForWhatTheManifestItselfSays() {
		assertMistake(with("PROBITY_LAMEDUCK_DURATION", "45s"),
				"terminationGracePeriodSeconds is 60, but a SIGTERM may take 85 s (lame duck 45s", "; set it to 85");
		assertMistake(with("PROBITY_KUBERNETES_PRESTOP", "15"), "a SIGTERM may take 65 s (preStop 15s, lame duck 10s");
		assertMistake(with("ORDERS_DRAIN", "20s"), "a SIGTERM may take 70 s (lame duck 10s", "drain of orders 20s");
	}

	@Test
	void aGracePeriodThatFitsWhatTheManifestItselfSays() {
		String shorter = "terminationGracePeriodSeconds: 40";
		assertThatNoException().isThrownBy(() -> judge(with("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "10s")
			.replace("terminationGracePeriodSeconds: 60", shorter)));
		assertThatNoException().isThrownBy(() -> judge(with("PROBITY_LAMEDUCK_ENABLED", "false")
			.replace("terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 45")));
	}

	@Test
	void aVariableWithWhichTheApplicationWouldNotStart() {
		assertMistake(with("PROBITY_LAMEDUCK_DURATION", "soon"), "the application does not start with the variables",
				"probity.lame-duck.duration");
		assertMistake(with("PROBITY_LAMEDUCK_DURATION", "1h"), "the application does not start with the variables",
				"probity.lame-duck.duration");
	}

	@Test
	void aFurtherPathOfAGroupIsOneOfTheProbe() {
		String elsewhere = GOOD.replace("/readyz, port: 8080", "/ready, port: 8080");
		assertMistake(elsewhere,
				"the readinessProbe asks /ready on port 8080 (the application's port), which is no probe");
		assertThatNoException().isThrownBy(() -> judge(
				with("MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_ADDITIONALPATH", "server:/ready", elsewhere)));
		assertMistake(with("MANAGEMENT_ENDPOINT_HEALTH_GROUP_LIVENESS_ADDITIONALPATH", "server:/ready", elsewhere),
				"which is the probe 'liveness'");
		assertMistake(with("MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_ADDITIONALPATH", "management:/ready", elsewhere),
				"which is no probe");
	}

	private static String with(String variable, String value) {
		return with(variable, value, GOOD);
	}

	private static String with(String variable, String value, String manifest) {
		return manifest.replace("          ports:\n",
				"          env: [ { name: %s, value: '%s' } ]\n          ports:\n".formatted(variable, value));
	}

	@Test
	void aManifestThatIsNotThere() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> judge(ProbeContract.of(this.application).withManifests(this.folder.resolve("none"))))
			.withMessageContaining("There is no manifest");
		assertThatExceptionOfType(TestAbortedException.class)
			.isThrownBy(() -> judge(ProbeContract.of(this.application)))
			.withMessageContaining("withManifests");
	}

	@Test
	void aTemplateThatIsNotRendered() {
		assertMistake("spec: {{ .Values.spec }}\n  x: - y", "a template has to be rendered first");
	}

	private void assertMistake(String manifest, String... words) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> judge(manifest))
			.satisfies((error) -> assertThat(error.getMessage()).contains(words));
	}

	private void judge(String manifest) throws Throwable {
		Files.writeString(this.folder.resolve("deployment.yaml"), manifest);
		judge(ProbeContract.of(this.application).withManifests(this.folder));
	}

	private static void judge(ProbeContract contract) throws Throwable {
		DynamicTest fits = contract.tests()
			.filter((test) -> test.getDisplayName().equals("the manifest fits the application"))
			.findFirst()
			.orElseThrow();
		fits.getExecutable().execute();
	}

	/**
	 * An application that has something of its own to end.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Draining {

		@Bean
		ShutdownCosts orders(Environment environment) {
			String setting = "orders.drain";
			Duration drain = environment.getProperty(setting, Duration.class, Duration.ZERO);
			return () -> List.of(new ShutdownStep("drain of orders", drain, setting));
		}

	}

}
