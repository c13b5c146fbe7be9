package dev.probity.minimal;

import java.io.File;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has the starter and Spring MVC on its class path and nothing else.
 */
class MinimalApplicationTests {

	private static final List<String> CLASS_PATH = List
		.of(System.getProperty("minimal.class-path").split(File.pathSeparator));

	private static final String UP = "200 {\"status\":\"UP\"}";

	private static final String OUT_OF_SERVICE = "503 {\"status\":\"OUT_OF_SERVICE\"}";

	@Test
	void hasNoneOfTheOptionalLibraries() {
		assertThat(CLASS_PATH).extracting((entry) -> new File(entry).getName())
			.anyMatch((name) -> name.startsWith("spring-webmvc-"))
			.noneMatch((name) -> name.matches("(?i).*(jdbc|sql|hikari|redis|lettuce|jedis|kafka|reactor|reactive|netty"
					+ "|webflux|security|jetty|junit|assertj|awaitility).*"));
	}

	@Test
	void everyProbeSaysYesOnItsPathAndInItsGroup() throws Exception {
		everyProbeSaysYesOnItsPathAndInItsGroup(CLASS_PATH);
	}

	/**
	 * Actuator's starter brings it, unless the application excludes it.
	 */
	@Test
	void everyProbeSaysYesWithoutMicrometer() throws Exception {
		List<String> classPath = CLASS_PATH.stream()
			.filter((entry) -> !new File(entry).getName()
				.matches("(spring-boot-(starter-)?micrometer|micrometer-(core|jakarta9)).*"))
			.toList();
		assertThat(classPath).hasSizeLessThan(CLASS_PATH.size());
		everyProbeSaysYesOnItsPathAndInItsGroup(classPath);
	}

	private static void everyProbeSaysYesOnItsPathAndInItsGroup(List<String> classPath) throws Exception {
		try (ApplicationProcess application = start(classPath)) {
			application.awaitAnswer("/readyz", UP);
			assertThat(List.of("/livez", "/startupz", "/actuator/health/liveness", "/actuator/health/readiness",
					"/actuator/health/startup"))
				.allSatisfy((path) -> assertThat(application.get(path)).isEqualTo(UP));
			assertThat(application.get("/actuator/health"))
				.isEqualTo("200 {\"groups\":[\"liveness\",\"readiness\",\"startup\"],\"status\":\"UP\"}");
			assertThat(application.log()).doesNotContain("WARN", "ERROR");
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void onceItIsToldToEndOnlyReadinessSaysNo() throws Exception {
		try (ApplicationProcess application = start(CLASS_PATH, "--probity.lame-duck.enabled=true",
				"--probity.lame-duck.duration=3s")) {
			application.awaitAnswer("/readyz", UP);
			application.terminate();
			application.awaitAnswer("/readyz", OUT_OF_SERVICE);
			assertThat(application.get("/actuator/health/readiness")).isEqualTo(OUT_OF_SERVICE);
			assertThat(application.get("/livez")).isEqualTo(UP);
			assertThat(application.get("/startupz")).isEqualTo(UP);
			// 128 + SIGTERM
			assertThat(application.awaitExit()).isEqualTo(143);
			assertThat(application.log()).contains("serving for 3s before shutdown", "Lame duck finished: ")
				.doesNotContain("WARN", "ERROR");
		}
	}

	private static ApplicationProcess start(List<String> classPath, String... arguments) throws Exception {
		return ApplicationProcess.start(String.join(File.pathSeparator, classPath), arguments);
	}

}
