package dev.probity.application;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

import org.springframework.util.StringUtils;

/**
 * All that can be asked for a probe are equal whatever is set for the context, the groups
 * and the features.
 */
@ParameterizedClass
@EachFramework
class ProbeAgreementOfGroupsTests {

	private static final String GROUPS = "management.endpoint.health.group.";

	private final WebStack stack;

	ProbeAgreementOfGroupsTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void withLazyInitialization() {
		holdsInEveryState("spring.main.lazy-initialization=true");
	}

	@Test
	void withAGroupThatIncludesTheChecks() {
		holdsInEveryState(GROUPS + "readiness.include=readinessState,orders,search",
				GROUPS + "liveness.include=livenessState,worker");
	}

	@Test
	void withAGroupThatExcludesSomethingElse() {
		holdsInEveryState(GROUPS + "readiness.exclude=diskSpace");
	}

	@Test
	void withGroupsThatHaveAnAdditionalPath() {
		holdsInEveryState(GROUPS + "readiness.additional-path=server:/healthz",
				"management.endpoint.health.probes.add-additional-paths=true");
	}

	@Test
	void withGroupsThatOnlySayWhatIsShown() {
		holdsInEveryState(GROUPS + "readiness.show-details=always", GROUPS + "liveness.show-components=always",
				GROUPS + "startup.show-details=always", GROUPS + "checkout.show-details=always",
				GROUPS + "browse.show-components=never", GROUPS + "browse.additional-path=server:/browsez");
	}

	@Test
	void withoutFeatures() {
		try (RunningApplication running = this.stack.starting(PlainApplication.class)) {
			ProbeAgreement.of(running).holdsInEveryState();
		}
	}

	@Test
	void withStatusesThatAreMappedAndOrderedOtherwise() {
		holdsInEveryState("management.endpoint.health.status.order=up,degraded,down",
				"management.endpoint.health.status.http-mapping.out-of-service=200",
				GROUPS + "readiness.status.http-mapping.down=500", GROUPS + "readiness.status.order=unknown,up,down");
	}

	private void holdsInEveryState(String... properties) {
		try (RunningApplication running = this.stack.starting(PlainApplication.class,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES, properties))) {
			ProbeAgreement.of(running).holdsInEveryState();
		}
	}

}
