package dev.probity.mvc;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import org.junit.jupiter.api.Test;

/**
 * In every state and whatever is set, the short path, the health group and the verdict of
 * a probe are equal in status and HTTP code.
 */
class ProbeAgreementTests {

	private static final String GROUPS = "management.endpoint.health.group.";

	@Test
	void withNothingSet() {
		holdsInEveryState(PlainApplication.class);
	}

	@Test
	void withAManagementPortOfItsOwn() {
		holdsInEveryState(PlainApplication.class, "management.server.port=0");
	}

	@Test
	void behindBootsSecurity() {
		holdsInEveryState(SecuredApplication.class);
	}

	@Test
	void behindBootsSecurityWithAManagementPortOfItsOwn() {
		holdsInEveryState(SecuredApplication.class, "management.server.port=0");
	}

	@Test
	void belowAContextPathAndAServletPath() {
		holdsInEveryState(SecuredApplication.class, "server.servlet.context-path=/shop",
				"spring.mvc.servlet.path=/api");
	}

	@Test
	void withLazyInitialization() {
		holdsInEveryState(PlainApplication.class, "spring.main.lazy-initialization=true");
	}

	@Test
	void withAGroupThatIncludesTheChecks() {
		holdsInEveryState(PlainApplication.class, GROUPS + "readiness.include=readinessState,orders,search",
				GROUPS + "liveness.include=livenessState,worker");
	}

	@Test
	void withAGroupThatExcludesSomethingElse() {
		holdsInEveryState(PlainApplication.class, GROUPS + "readiness.exclude=diskSpace");
	}

	@Test
	void withAGroupThatOnlyShowsDetails() {
		holdsInEveryState(PlainApplication.class, GROUPS + "readiness.show-details=always",
				GROUPS + "liveness.show-components=always", GROUPS + "startup.show-details=always");
	}

	@Test
	void withGroupsThatHaveAnAdditionalPath() {
		holdsInEveryState(PlainApplication.class, GROUPS + "readiness.additional-path=server:/healthz",
				"management.endpoint.health.probes.add-additional-paths=true");
	}

	@Test
	void withStatusesThatAreMappedAndOrderedOtherwise() {
		holdsInEveryState(PlainApplication.class, "management.endpoint.health.status.order=up,degraded,down",
				"management.endpoint.health.status.http-mapping.out-of-service=200",
				GROUPS + "readiness.status.http-mapping.down=500", GROUPS + "readiness.status.order=unknown,up,down");
	}

	private static void holdsInEveryState(Class<?> application, String... properties) {
		try (RunningApplication running = RunningApplication.starting(application, properties)) {
			ProbeAgreement.of(running).holdsInEveryState();
		}
	}

}
