package dev.probity.actuate;

import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A group of the application's own redefines what the probe of its name looks at, on
 * every path.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class DeclaredGroupTests {

	private static final String READINESS = "management.endpoint.health.group.readiness.";

	private static final String SHOWN = "management.endpoint.health.show-components=always";

	private final WebStack stack;

	DeclaredGroupTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void whatIsNotIncludedDoesNotCount() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, SHOWN,
				READINESS + "include=readinessState,search")) {
			assertThat(components(application)).containsOnlyKeys("lifecycle", "readinessState", "search");
			application.switchboard().orders().fail();
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
		}
	}

	@Test
	void whatIsIncludedIsRequiredUnlessSomethingElseIsSaidOfIt() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, SHOWN,
				READINESS + "include=worker,search", READINESS + "exclude=search")) {
			assertThat(components(application)).containsOnlyKeys("lifecycle", "worker");
			application.switchboard().worker().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			ProbeAgreement.of(application).livenessIs("DOWN");
		}
	}

	@Test
	void anExcludeAloneTakesAway() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, SHOWN,
				READINESS + "exclude=search,diskSpace,fileDescriptors,executor,requests,errorRate")) {
			assertThat(components(application)).containsOnlyKeys("lifecycle", "orders");
			application.switchboard().search().fail();
			application.switchboard().orders().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			application.switchboard().orders().pass();
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void aGroupThatOnlySaysWhatIsShownKeepsItsMembers() {
		try (RunningApplication application = this.stack.started(PlainApplication.class,
				"management.endpoint.health.show-components=never", READINESS + "show-components=always")) {
			assertThat(components(application)).containsOnlyKeys("diskSpace", "errorRate", "executor",
					"fileDescriptors", "lifecycle", "orders", "requests", "search");
			assertThat(application.actuator("/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	private static Map<String, Object> components(RunningApplication application) {
		return JsonPath.read(application.actuator("/health/readiness").body(), "$.components");
	}

}
