package dev.probity.test.contract;

import java.nio.file.Files;
import java.nio.file.Path;

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Each classic mistake of a manifest is one here, and the contract names it.
 */
@SpringBootTest(classes = HonestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
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
		assertMistake(
				GOOD.replace("          ports:\n",
						"          env: [ { name: SERVER_PORT, value: '9000' } ]\n          ports:\n"),
				"the readinessProbe asks port 8080, on which the application does not listen; ask /readyz on port 9000");
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

}
