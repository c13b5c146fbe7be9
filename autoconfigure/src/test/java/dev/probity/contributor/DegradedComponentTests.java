package dev.probity.contributor;

import java.util.List;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The component of a check that passes although a part of what it looks at does not work.
 */
class DegradedComponentTests {

	private final ManualMonitor checks = new ManualMonitor();

	private final SnapshotHealthIndicator component = new SnapshotHealthIndicator("db", this.checks.monitor(),
			new Probes(List.of(), this.checks.monitor(), new Instance(), this.checks.time()), this.checks.time());

	@Test
	void itStaysDegradedWhileItCannotBeAskedAndSaysBoth() {
		this.checks.result("db", new CheckResult.Degraded("1 of 2 targets fail", Map.of()));
		assertThat(shown()).containsEntry("degraded", "1 of 2 targets fail").doesNotContainKey("inconclusive");
		this.checks.result("db", CheckResult.inconclusive("saturated 10/10"));
		assertThat(shown()).containsEntry("degraded", "1 of 2 targets fail")
			.containsEntry("inconclusive", "saturated 10/10");
		this.checks.result("db", CheckResult.failed("refused"));
		assertThat(shown()).containsEntry("degraded", "1 of 2 targets fail").containsEntry("error", "refused");
	}

	@Test
	void whatHasBeenReportedOfThePartIsShownBesideWhatTheLastRunReports() {
		this.checks.result("db",
				new CheckResult.Degraded("1 of 2 targets fail", Map.of("west", "down", "pool", "free")));
		this.checks.result("db", new CheckResult.Inconclusive("saturated 10/10", null, Map.of("pool", "full")));
		assertThat(this.component.health(true).getDetails()).containsEntry("west", "down")
			.containsEntry("pool", "full");
		assertThat(this.component.inOwnWords().health().getDetails()).doesNotContainKey("error")
			.containsEntry("west", "down");
	}

	@Test
	void itIsUpAgainOnceAllOfItWorks() {
		this.checks.result("db", new CheckResult.Degraded("1 of 2 targets fail", Map.of()));
		this.checks.result("db", CheckResult.passed());
		assertThat(this.component.health(false).getStatus()).hasToString("UP");
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> shown() {
		Health health = this.component.health(true);
		assertThat(health.getStatus()).hasToString("DEGRADED");
		return (Map<String, Object>) health.getDetails().get(SnapshotHealthIndicator.KEY);
	}

}
