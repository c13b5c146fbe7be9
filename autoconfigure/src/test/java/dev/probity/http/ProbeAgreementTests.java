package dev.probity.http;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.StringUtils;

/**
 * In every state and whatever is set, the short path, the health group and the verdict of
 * a probe are equal in status and HTTP code.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ProbeAgreementTests {

	private static final String GROUPS = "management.endpoint.health.group.";

	private final WebStack stack;

	ProbeAgreementTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void withNothingSet() {
		holdsInEveryState(PlainApplication.class);
	}

	@Test
	void withAnotherStatusForWhoLeaves() {
		holdsInEveryState(PlainApplication.class, "probity.lame-duck.http-status=404");
	}

	@Test
	void whoLeavesBeforeItHasComeUp() {
		try (RunningApplication running = this.stack.starting(PlainApplication.class, StringUtils
			.concatenateStringArrays(ProbeAgreement.FEATURES, new String[] { "probity.lame-duck.http-status=404" }))) {
			ProbeAgreement.of(running).holdsWhileLeavingDuringTheStart();
		}
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
	void belowOtherPaths() {
		holdsInEveryState(SecuredApplication.class, this.stack.otherPaths());
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
	void withFeaturesWhoseGroupsOnlySayWhatIsShown() {
		holdsInEveryState(PlainApplication.class, GROUPS + "checkout.show-details=always",
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
		holdsInEveryState(PlainApplication.class, "management.endpoint.health.status.order=up,degraded,down",
				"management.endpoint.health.status.http-mapping.out-of-service=200",
				GROUPS + "readiness.status.http-mapping.down=500", GROUPS + "readiness.status.order=unknown,up,down");
	}

	private void holdsInEveryState(Class<?> application, String... properties) {
		try (RunningApplication running = this.stack.starting(application,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES, properties))) {
			ProbeAgreement.of(running).holdsInEveryState();
		}
	}

}
