package dev.probity.test.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
import dev.probity.test.ProbityTester;
import dev.probity.test.contract.honest.HonestApplication;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Each classic mistake is an application here, and the contract names it.
 */
class ClassicMistakesTests {

	@Test
	void anHonestApplicationKeepsAllPromises() throws Throwable {
		try (ConfigurableApplicationContext application = start()) {
			assertThat(broken(application)).isEmpty();
			assertThat(ProbeContract.of(application).tests()).extracting(DynamicTest::getDisplayName)
				.contains("readiness, and nothing else, goes down with 'db'", "liveness knows nothing external",
						"the manifest fits the application");
		}
	}

	/**
	 * It is no mistake to stay in service while others have lost the same dependency.
	 */
	@Test
	void whatARequiredDependencyDoesIsWhatItsSettingSays() throws Throwable {
		try (ConfigurableApplicationContext application = start(Shared.class, "probity.checks.held.shared=hold",
				"probity.checks.kept.shared=stay", "probity.checks.db.shared=leave", "probity.fleet.peers=localhost:1",
				"probity.fleet.hold-for=45s")) {
			assertThat(broken(application)).isEmpty();
			assertThat(ProbeContract.of(application).tests()).extracting(DynamicTest::getDisplayName)
				.contains("readiness, and nothing else, goes down with 'db'",
						"readiness, and nothing else, is degraded by 'held', and goes down if it stays broken",
						"readiness, and nothing else, is degraded by 'kept'",
						"readiness, and nothing else, is degraded by 'asked', or goes down with it");
		}
	}

	@Test
	void anApplicationThatGivesUpItsLifeForTheDatabase() throws Throwable {
		try (ConfigurableApplicationContext application = start(GivingUp.class)) {
			assertThat(broken(application)).hasEntrySatisfying("liveness knows nothing external",
					(message) -> assertThat(message).contains("no restart would help", "db",
							"out of LivenessState.BROKEN"));
		}
	}

	@Test
	void aSecurityThatLocksTheKubeletOut() throws Throwable {
		try (ConfigurableApplicationContext application = start(Locked.class, "security=locked")) {
			assertThat(broken(application)).hasEntrySatisfying("each probe is reached without credentials",
					(message) -> assertThat(message).contains("/livez", "401",
							"requestMatchers(\"/livez\").permitAll()"));
		}
	}

	/**
	 * The short paths are let through, but the manifest asks elsewhere.
	 */
	@Test
	void aSecurityThatLocksTheKubeletOutWhereTheManifestAsks(@TempDir Path folder) throws Throwable {
		Files.writeString(folder.resolve("deployment.yaml"),
				ManifestMistakesTests.GOOD.replace("/livez, port: probes", "/actuator/health/liveness, port: 8080"));
		try (ConfigurableApplicationContext application = start(ShortPathsOnly.class, "security=short")) {
			assertThat(broken(ProbeContract.of(application).withManifests(folder)))
				.containsOnlyKeys("the manifest fits the application")
				.hasEntrySatisfying("the manifest fits the application", (message) -> assertThat(message).contains(
						"the livenessProbe asks /actuator/health/liveness on port 8080 (the application's port), where a caller without credentials gets no answer of the probe, but GET /actuator/health/liveness: 401",
						"; let it through, or ask /livez on port 8080"));
		}
	}

	@Test
	void anEndpointThatShowsSecretsToEverybody() throws Throwable {
		try (ConfigurableApplicationContext application = start(Open.class, "security=open",
				"orders.api-key=s3cr3t-of-orders", "management.endpoints.web.exposure.include=*",
				"management.endpoint.env.show-values=always")) {
			assertThat(broken(application)).containsOnlyKeys("no answer holds a secret")
				.hasEntrySatisfying("no answer holds a secret",
						(message) -> assertThat(message).contains("/actuator/env", "'orders.api-key'", "show-values"));
		}
	}

	@Test
	void aSecretThatHasToBeQuotedIsOneAsWell() throws Throwable {
		try (ConfigurableApplicationContext application = start(Open.class, "security=open",
				"orders.password=s3\"cr/3t! of orders", "management.endpoints.web.exposure.include=*",
				"management.endpoint.env.show-values=always")) {
			assertThat(broken(application)).containsOnlyKeys("no answer holds a secret")
				.hasEntrySatisfying("no answer holds a secret",
						(message) -> assertThat(message).contains("/actuator/env", "'orders.password'"));
		}
	}

	/**
	 * Such a word is in any answer that names what it hides.
	 */
	@Test
	void aSecretThatIsAWordOfDriversHidesNothing() throws Throwable {
		try (ConfigurableApplicationContext application = start("spring.datasource.password=password",
				"orders.api-key=postgresql", "management.endpoint.health.show-details=always")) {
			assertThat(broken(application)).isEmpty();
		}
	}

	@Test
	void withoutShortPathsTheHealthGroupsAreAsked() throws Throwable {
		try (ConfigurableApplicationContext application = start(Locked.class, "security=locked",
				"probity.paths.enabled=false")) {
			assertThat(broken(application)).hasEntrySatisfying("each probe is reached without credentials",
					(message) -> assertThat(message).contains("/actuator/health/liveness", "401"));
		}
		try (ConfigurableApplicationContext application = start("probity.paths.enabled=false")) {
			assertThat(broken(application)).isEmpty();
			assertThat(aborted(application)).containsOnlyKeys("path and group agree",
					"the manifest fits the application");
		}
	}

	@Test
	void withoutShortPathsTheProbePortIsAskedWhereThereIsOne() throws Throwable {
		try (ConfigurableApplicationContext application = start(Locked.class, "security=locked",
				"probity.paths.enabled=false", "probity.probe-port=0")) {
			assertThat(broken(application)).isEmpty();
		}
	}

	@Test
	void aPromiseThatNobodyCanBeAskedForIsNotKept() throws Throwable {
		try (ConfigurableApplicationContext application = start(Open.class, "security=open",
				"probity.paths.enabled=false", "management.endpoints.web.exposure.exclude=health")) {
			assertThat(broken(application)).isEmpty();
			assertThat(aborted(application)).hasEntrySatisfying("each probe is reached without credentials",
					(message) -> assertThat(message).contains("probity.paths.enabled", "probity.probe-port=0"));
		}
	}

	@Test
	void anApplicationWithoutAWebServerIsAskedOnItsProbePort() throws Throwable {
		try (ConfigurableApplicationContext application = start(HonestApplication.class, "security=none",
				"spring.main.web-application-type=none", "probity.probe-port=0")) {
			assertThat(broken(application)).isEmpty();
		}
		try (ConfigurableApplicationContext application = start(HonestApplication.class, "security=none",
				"spring.main.web-application-type=none")) {
			assertThatIllegalStateException().isThrownBy(() -> broken(application))
				.withMessageContaining("probity.probe-port=0");
		}
	}

	@Test
	void aPathThatSomebodyElseAnswers() throws Throwable {
		try (ConfigurableApplicationContext application = start(AlwaysUp.class)) {
			assertThat(broken(application))
				.containsOnlyKeys("path and group agree", "readiness, and nothing else, goes down with 'db'")
				.hasEntrySatisfying("path and group agree", (message) -> assertThat(message).contains("'db' is broken",
						"/readyz: 200", "/actuator/health/readiness: 503", "look for a filter"));
		}
	}

	@Test
	void anApplicationWithoutFakesIsTold() {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(HonestApplication.class)
			.run("--server.port=0")) {
			assertThatIllegalStateException().isThrownBy(() -> ProbeContract.of(application).tests())
				.withMessageContaining("@AutoConfigureProbityTest");
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return start(HonestApplication.class, properties);
	}

	private static ConfigurableApplicationContext start(Class<?> mistake, String... properties) {
		return new SpringApplicationBuilder(HonestApplication.class, mistake).initializers(ProbityTester.initializer())
			.properties("server.port=0", "logging.level.root=WARN")
			.properties(properties)
			.run();
	}

	/**
	 * The promises that the application breaks, and how that is told.
	 */
	private static Map<String, String> broken(ConfigurableApplicationContext application) throws Throwable {
		return broken(ProbeContract.of(application));
	}

	private static Map<String, String> broken(ProbeContract contract) throws Throwable {
		return ended(contract, AssertionError.class);
	}

	/**
	 * The promises of which nothing is known, and why.
	 */
	private static Map<String, String> aborted(ConfigurableApplicationContext application) throws Throwable {
		return ended(ProbeContract.of(application), TestAbortedException.class);
	}

	private static Map<String, String> ended(ProbeContract contract, Class<? extends Throwable> as) throws Throwable {
		Map<String, String> ended = new LinkedHashMap<>();
		try (Stream<DynamicTest> tests = contract.tests()) {
			for (DynamicTest test : tests.toList()) {
				try {
					test.getExecutable().execute();
				}
				catch (TestAbortedException | AssertionError ex) {
					if (as.isInstance(ex)) {
						ended.put(test.getDisplayName(), String.valueOf(ex.getMessage()));
					}
				}
			}
		}
		return ended;
	}

	@Configuration(proxyBeanMethods = false)
	static class Locked {

		@Bean
		SecurityFilterChain nobody(HttpSecurity http) throws Exception {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ShortPathsOnly {

		@Bean
		SecurityFilterChain shortPaths(HttpSecurity http) throws Exception {
			http.authorizeHttpRequests((requests) -> requests.requestMatchers("/livez", "/readyz", "/startupz")
				.permitAll()
				.anyRequest()
				.authenticated()).httpBasic(Customizer.withDefaults());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Open {

		@Bean
		SecurityFilterChain everybody(HttpSecurity http) throws Exception {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Shared {

		@Bean
		DependencyCheck held() {
			return CheckResult::passed;
		}

		@Bean
		DependencyCheck kept() {
			return CheckResult::passed;
		}

		@Bean
		DependencyCheck asked() {
			return CheckResult::passed;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GivingUp {

		@Bean
		StateTransitionListener brokenWithoutDatabase(ApplicationEventPublisher events) {
			return new StateTransitionListener() {

				@Override
				public void onTransition(CheckChange change) {
					if (change.after().state() == CheckState.FAILING) {
						AvailabilityChangeEvent.publish(events, change, LivenessState.BROKEN);
					}
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AlwaysUp {

		@Bean
		FilterRegistrationBean<Filter> stub() {
			FilterRegistrationBean<Filter> stub = new FilterRegistrationBean<>((request, response, chain) -> {
				response.setContentType("application/json");
				response.getWriter().write("{\"status\":\"UP\"}");
			});
			stub.addUrlPatterns("/readyz");
			stub.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return stub;
		}

	}

}
