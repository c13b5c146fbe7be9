package dev.probity.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is told what of a probe behind Spring Security, verbosely and by headers, on the
 * short path and under Actuator.
 */
@ParameterizedClass
@EachFramework
class VisibilityTests {

	private static final String HEALTH = "management.endpoint.health.";

	private static final String[] USER = StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES,
			new String[] { "spring.security.user.name=eve", "spring.security.user.password=secret",
					"spring.security.user.roles=OPERATOR" });

	private final WebStack stack;

	VisibilityTests(WebStack stack) {
		this.stack = stack;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "management.server.port=0" })
	void whoIsAuthorisedIsToldEverythingAndWhoIsNotTheStatus(String port) {
		try (RunningApplication application = degraded(HEALTH + "show-details=when-authorized", port)) {
			assertAnonymousIsToldTheStatus(application);
			assertUserIsToldTheReason(application);
		}
	}

	@Test
	void aRoleMayBeNeeded() {
		try (RunningApplication application = degraded(HEALTH + "show-details=when-authorized",
				HEALTH + "roles=OPERATOR")) {
			assertAnonymousIsToldTheStatus(application);
			assertUserIsToldTheReason(application);
		}
		try (RunningApplication application = degraded(HEALTH + "show-details=when-authorized",
				HEALTH + "roles=ADMIN")) {
			assertThat(asUser(application, "/readyz?verbose")).isEqualTo("readyz check passed (degraded)\n");
			assertHeader(application, "true", user());
		}
	}

	@Test
	void whoMaySeeComponentsButNoDetailsIsToldNoReason() {
		try (RunningApplication application = degraded(HEALTH + "show-components=always",
				HEALTH + "show-details=when-authorized")) {
			assertThat(application.get("/readyz?verbose").body())
				.containsPattern(
						"\\A# Ready[^\n]+degraded[^\n]*: search \\(optional\\) failed \\d+ times, last worked [^\n]+\n")
				.contains("\n[+]orders ok\n[-]search failed: reason withheld\n")
				.contains("\n[+]fileDescriptors ok\n", "\n[+]diskSpace ok\n")
				.endsWith(" ok\nreadyz check passed (degraded)\n")
				.doesNotContain("switched off");
			assertHeader(application, "search");
			assertUserIsToldTheReason(application);
		}
	}

	@Test
	void theSettingsOfAProbesOwnGroupHoldForItsPathToo() {
		try (RunningApplication application = degraded(HEALTH + "show-details=always",
				HEALTH + "group.readiness.show-details=never", HEALTH + "group.browse.show-components=never")) {
			assertAnonymousIsToldTheStatus(application);
			assertThat(application.get("/readyz/browse?verbose").body()).isEqualTo("readyz/browse check failed\n");
			assertThat(application.get("/readyz/checkout?verbose").body()).contains("[-]search failed: switched off");
			assertThat(application.get("/livez?verbose").body()).startsWith("# Alive").contains("\n[+]worker ok");
		}
	}

	private RunningApplication degraded(String... properties) {
		RunningApplication application = this.stack.started(SecuredApplication.class,
				StringUtils.concatenateStringArrays(USER, properties));
		application.switchboard().search().fail();
		ProbeAgreement.of(application).readinessIs("DEGRADED");
		return application;
	}

	private static void assertAnonymousIsToldTheStatus(RunningApplication application) {
		assertThat(application.get("/readyz?verbose").body()).isEqualTo("readyz check passed (degraded)\n");
		assertThat(application.get("/readyz").body()).isEqualTo("{\"status\":\"DEGRADED\"}");
		assertHeader(application, "true");
	}

	private static void assertUserIsToldTheReason(RunningApplication application) {
		assertThat(asUser(application, "/readyz?verbose")).contains("[-]search failed: switched off");
		assertThat(asUser(application, "/readyz/checkout?verbose")).contains("[-]search failed: switched off");
		assertThat(asUser(application, "/readyz")).isEqualTo("{\"status\":\"DEGRADED\"}");
		assertHeader(application, "search", user());
	}

	private static void assertHeader(RunningApplication application, String value, String... headers) {
		assertThat(application.send("GET", "/readyz", headers).headers().firstValue("X-Health-Degraded"))
			.hasValue(value);
		assertThat(application.send("GET", "/readyz?verbose", headers).headers().firstValue("X-Health-Degraded"))
			.hasValue(value);
		assertThat(application.actuator("/health/readiness", headers).headers().firstValue("X-Health-Degraded"))
			.hasValue(value);
	}

	private static String asUser(RunningApplication application, String path) {
		return application.send("GET", path, user()).body();
	}

	private static String[] user() {
		return new String[] { "Authorization",
				"Basic " + Base64.getEncoder().encodeToString("eve:secret".getBytes(StandardCharsets.UTF_8)) };
	}

}
