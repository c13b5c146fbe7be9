package dev.probity.actuate;

import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.load.ProbityLoadAutoConfiguration;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application is told that has groups of its own and left something out of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class GroupMemberValidatorTests {

	private static final String GROUP = "management.endpoint.health.group.";

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withConfiguration(
				AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class,
						ProbityLoadAutoConfiguration.class, ProbityServerAutoConfiguration.class))
		.withBean("orders", DependencyCheck.class, () -> new Switch().dependency())
		.withBean("search", DependencyCheck.class, () -> new Switch().dependency())
		.withPropertyValues("probity.checks.search.criticality=optional");

	@Test
	void aReadinessGroupThatMissesARequiredCheckIsWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues(GROUP + "readiness.include=readinessState")
			.run((context) -> assertThat(output).contains("WARN")
				.contains("The readiness group does not include orders, which readiness requires")
				.contains("'management.endpoint.health.group.readiness.include'")
				.contains("'management.endpoint.health.group.readiness.exclude=orders'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "readiness.include=readinessState,orders", "readiness.include=*",
			"readiness.exclude=orders", "readiness.show-details=always", "custom.include=ping" })
	void oneThatHasItOrExcludesItOnPurposeIsNot(String group, CapturedOutput output) {
		this.runner.withPropertyValues(GROUP + group)
			.run((context) -> assertThat(output).doesNotContain("which readiness requires"));
	}

	@Test
	void itIsSaidWhereBeansAreMadeLate(CapturedOutput output) {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues(GROUP + "readiness.include=readinessState")
			.run((context) -> assertThat(output).contains("does not include orders"));
	}

	@Test
	void whatIsNoLongerLookedAtInTheProcessIsSaid(CapturedOutput output) {
		this.runner
			.withPropertyValues(GROUP + "liveness.include=livenessState", GROUP + "readiness.include=orders,search")
			.run((context) -> assertThat(output)
				.contains(
						"The liveness group lists its members explicitly and therefore leaves out Probity's deadlock, "
								+ "memory, scheduler")
				.contains("The readiness group lists its members explicitly and therefore leaves out Probity's disk, "
						+ "fileDescriptors"));
	}

	@Test
	void withoutGroupsOfItsOwnThereIsNothingToSay(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).doesNotContain("group"));
	}

}
