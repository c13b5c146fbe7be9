package dev.probity.test;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.startup.ProbityStartupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that are real from the beginning are named as anywhere else.
 */
@ExtendWith(OutputCaptureExtension.class)
class RealChecksTests {

	@Test
	void aCheckThatIsToBeRealIsToldIfThereIsNone(CapturedOutput output) {
		new ApplicationContextRunner().withInitializer(ProbityTester.initializer("stock-level", "stcok"))
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
					ProbityAutoConfiguration.class, ProbityStartupAutoConfiguration.class))
			.withBean("stockLevel", DependencyCheck.class, () -> () -> CheckResult.failed("out of stock"))
			.run((context) -> {
				ProbityTester tester = context.getBean(ProbityTester.class);
				tester.advance(CheckPolicy.defaults().worstCaseDetection());
				assertThat(tester).readiness().isDown().because("stockLevel", "out of stock");
			});
		assertThat(output).contains("'stcok' is to be a real check, but is none of the application, which has [")
			.doesNotContain("'stock-level' is to be");
	}

}
