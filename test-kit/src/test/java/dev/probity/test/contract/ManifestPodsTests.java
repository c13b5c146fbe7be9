package dev.probity.test.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.probity.test.AutoConfigureProbityTest;
import dev.probity.test.contract.honest.HonestApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What a folder of manifests holds beside the application, and where a container has its
 * variables from. The application listens where <code>PORT</code> says.
 */
@SpringBootTest(classes = HonestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.application.json={\"server.port\":\"${PORT:8080}\"}")
@AutoConfigureProbityTest
class ManifestPodsTests {

	private static final String APPLICATION = """
			apiVersion: apps/v1
			kind: Deployment
			spec:
			  template:
			    spec:
			      terminationGracePeriodSeconds: 60
			      containers:
			        - name: orders
			          image: orders
			          ports: [ { name: http, containerPort: 8080 } ]
			          startupProbe: { httpGet: { path: /startupz, port: http }, periodSeconds: 5, failureThreshold: 24 }
			          livenessProbe: { httpGet: { path: /livez, port: http }, timeoutSeconds: 3 }
			          readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 5 }
			""";

	private static final String DATABASE = """
			apiVersion: apps/v1
			kind: Deployment
			spec:
			  template:
			    spec:
			      containers:
			        - name: postgresql
			          image: postgres:17
			          ports: [ { name: postgresql, containerPort: 5432 } ]
			          livenessProbe: { tcpSocket: { port: postgresql } }
			          readinessProbe: { exec: { command: [ pg_isready ] } }
			""";

	private static final String PROXY = """
			        - name: proxy
			          image: cloud-sql-proxy
			          livenessProbe: { httpGet: { path: /liveness, port: 9090 }, timeoutSeconds: 10 }
			""";

	@TempDir
	private Path folder;

	@Autowired
	private ApplicationContext application;

	@BeforeEach
	void write() throws IOException {
		write("orders.yaml", APPLICATION);
	}

	@Test
	void theDatabaseBesideItIsNotTheApplication() throws IOException {
		write("db.yaml", DATABASE);
		fits();
		write("orders.yaml", APPLICATION.replace("/livez", "/livesz"));
		doesNotFit("orders.yaml: the livenessProbe asks /livesz");
	}

	@Test
	void whatTellsNothingIsJudgedAll() throws IOException {
		Files.delete(this.folder.resolve("orders.yaml"));
		write("db.yaml", DATABASE);
		doesNotFit("db.yaml: the livenessProbe only opens a connection");
	}

	@Test
	void anotherPodOfTheSameImageIsTheApplication() throws IOException {
		write("worker.yaml", DATABASE.replace("postgres:17", "orders"));
		doesNotFit("worker.yaml: the livenessProbe only opens a connection");
	}

	@Test
	void aJobOfTheApplicationNeedsNoProbes() throws IOException {
		write("migration.yaml",
				"""
						kind: Job
						spec:
						  template:
						    spec:
						      restartPolicy: Never
						      containers: [ { name: migration, image: orders, env: [ { name: SPRING_PROFILES_ACTIVE, value: migrate } ] } ]
						""");
		fits();
	}

	@Test
	void aSidecarWithProbesIsNotTheApplication() throws IOException {
		write("orders.yaml", APPLICATION.replace("        - name: orders\n", PROXY + "        - name: orders\n"));
		fits();
	}

	@Test
	void aPatchIsNoManifest() throws IOException {
		write("kustomization.yaml", "resources: [ orders.yaml ]\npatches: [ { path: more.yaml } ]\n");
		write("more.yaml", """
				kind: Deployment
				spec: { template: { spec: { containers: [ { name: orders, image: orders, resources: { } } ] } } }
				""");
		fits();
		write("orders.yaml", APPLICATION.replaceAll("(?m)^.*startupProbe.*\n", ""));
		doesNotFit("there is no startupProbe", "kubectl kustomize", "withManifests");
	}

	@Test
	void aVariableFillsThePlaceholderOfTheApplication() throws IOException {
		withEnvironment("env: [ { name: PORT, value: '9000' } ]");
		doesNotFit("the readinessProbe asks port http, on which the application does not listen", "on port 9000");
		write("orders.yaml", read().replace("containerPort: 8080", "containerPort: 9000"));
		fits();
	}

	@Test
	void aVariableMayComeFromAConfigMap() throws IOException {
		write("config.yaml", """
				kind: ConfigMap
				metadata: { name: orders }
				data: { PORT: "9000" }
				""");
		withEnvironment("envFrom: [ { configMapRef: { name: orders } } ]");
		doesNotFit("on port 9000");
		withEnvironment("env: [ { name: PORT, valueFrom: { configMapKeyRef: { name: orders, key: PORT } } } ]");
		doesNotFit("on port 9000");
		withEnvironment("envFrom: [ { prefix: X_, configMapRef: { name: orders } } ]");
		fits();
		Files.delete(this.folder.resolve("config.yaml"));
		write("kustomization.yaml", "configMapGenerator: [ { name: orders, literals: [ SERVER_PORT=9000 ] } ]\n");
		withEnvironment("envFrom: [ { configMapRef: { name: orders } } ]");
		doesNotFit("on port 9000");
	}

	@Test
	void aVariableInAnySpellingThatSpringBootKnows() throws IOException {
		withEnvironment("env: [ { name: SERVER_SERVLET_CONTEXT_PATH, value: /shop } ]");
		doesNotFit("the livenessProbe asks /livez", "ask /shop/livez on port 8080");
		write("orders.yaml", read().replaceAll("path: /", "path: /shop/"));
		fits();
		withEnvironment("env: [ { name: PROBITY_PROBE_PORT, value: '9999' } ]");
		write("orders.yaml", read().replace("port: http }, timeoutSeconds", "port: 9999 }, timeoutSeconds"));
		fits();
		withEnvironment("env: [ { name: server.port, value: '9000' } ]");
		doesNotFit("on port 9000");
	}

	@Test
	void aPortThatNobodyCanKnowIsSaid() throws IOException {
		withEnvironment("env: [ { name: SERVER_PORT, value: $(ORDERS_PORT) } ]");
		doesNotFit("'server.port' is '$(ORDERS_PORT)', and the manifest does not say what that is");
	}

	@Test
	void aHookBeforeTheEndTakesItsTimeOfTheGracePeriod() throws IOException {
		withEnvironment("lifecycle: { preStop: { sleep: { seconds: 10 } } }");
		fits();
		withEnvironment("lifecycle: { preStop: { sleep: { seconds: 15 } } }");
		doesNotFit("terminationGracePeriodSeconds is 60, but its preStop hook takes 15 s more than",
				"a SIGTERM may take 50 s", "; set it to 65");
		withEnvironment("lifecycle: { preStop: { exec: { command: [ sh, -c, 'sleep 20' ] } } }");
		doesNotFit("; set it to 70");
		withEnvironment("lifecycle: { preStop: { exec: { command: [ sh, -c, 'sleep 20s' ] } } }");
		doesNotFit("; set it to 70");
		withEnvironment("lifecycle: { preStop: { exec: { command: [ sleep, 1m ] } } }");
		doesNotFit("; set it to 110");
		withEnvironment("lifecycle: { preStop: { exec: { command: [ sh, -c, 'sleep 14.5; kill 1' ] } } }");
		doesNotFit("; set it to 65");
	}

	@Test
	void aPortInQuotesIsAName() throws IOException {
		write("orders.yaml", APPLICATION.replace("/readyz, port: http", "/readyz, port: '8080'"));
		doesNotFit("the readinessProbe asks port \"8080\" in quotes", "; write 8080");
	}

	@Test
	void noTimeoutIsShorterThanASecond() throws IOException {
		write("orders.yaml", APPLICATION.replace("periodSeconds: 5, failure", "periodSeconds: 1, failure"));
		doesNotFit("timeoutSeconds of the startupProbe, 1, is not less than its periodSeconds, 1",
				"set periodSeconds to 2 or more");
	}

	private void withEnvironment(String lines) throws IOException {
		write("orders.yaml", APPLICATION.replace("          ports:", "          " + lines + "\n          ports:"));
	}

	private String read() throws IOException {
		return Files.readString(this.folder.resolve("orders.yaml"));
	}

	private void write(String file, String text) throws IOException {
		Files.writeString(this.folder.resolve(file), text);
	}

	private void fits() {
		assertThatNoException().isThrownBy(this::judge);
	}

	private void doesNotFit(String... words) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this::judge)
			.satisfies((error) -> assertThat(error.getMessage()).contains(words));
	}

	private void judge() throws Throwable {
		ProbeContract.of(this.application)
			.withManifests(this.folder)
			.tests()
			.filter((test) -> test.getDisplayName().equals("the manifest fits the application"))
			.findFirst()
			.orElseThrow()
			.getExecutable()
			.execute();
	}

}
