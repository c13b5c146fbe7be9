package dev.probity.actuate;

import java.util.List;
import java.util.Map;

import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint says of a check that is degraded.
 */
class DescribedCheckTests {

	private final ManualMonitor checks = new ManualMonitor();

	@Test
	void theErrorSaysWhichPartDoesNotWorkAlsoWhileItCannotBeAsked() {
		this.checks.result("db", new CheckResult.Degraded("1 of 2 targets fail", Map.of()));
		assertThat(described(Details.SHOWN).error()).isEqualTo("1 of 2 targets fail");
		this.checks.result("db", CheckResult.inconclusive("saturated 10/10"));
		assertThat(described(Details.SHOWN).error()).isEqualTo("1 of 2 targets fail");
		assertThat(described(Details.SHOWN).inconclusive()).isEqualTo("saturated 10/10");
		assertThat(described(Details.WITHHELD).error()).isNull();
	}

	private CheckDescriptor described(Details details) {
		return DescribedCheck.of(this.checks.monitor().snapshot("db"), null, this.checks.time().read(), List.of(),
				details);
	}

}
