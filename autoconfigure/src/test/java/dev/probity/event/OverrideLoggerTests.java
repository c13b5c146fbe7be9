package dev.probity.event;

import java.time.Duration;
import java.util.List;

import dev.probity.check.ManualTicker;
import dev.probity.fixture.LoggedLines;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says of an override, whether or not it changes what a probe answers.
 */
class OverrideLoggerTests {

	private final LoggedLines log = new LoggedLines(OverrideLogger.class);

	private final ManualTicker time = new ManualTicker();

	private final ReadinessControl control = new ReadinessControl(new Instance(), this.time, this.time);

	private final ReadinessOverrideMonitor monitor = new ReadinessOverrideMonitor(this.control,
			List.of(new OverrideLogger()));

	@AfterEach
	void giveBackTheLog() {
		this.log.close();
	}

	private List<String> linesAfter(Duration time) {
		this.time.advance(time);
		this.monitor.evaluate().run();
		return this.log.next();
	}

	@Test
	void whoForcesIsAWarningThatSaysAsWhatForHowLongWhyAndUntilWhen() {
		this.time.advance(Duration.ofMillis(1_400));
		this.control.notReady("draining node 7", Duration.ofMinutes(10));
		assertThat(linesAfter(Duration.ZERO)).containsExactly(
				"WARN Readiness is overridden as not ready for 10m: draining node 7 " + "(until 1970-01-01T00:10:01Z)");
		this.control.ready("node 7 is needed", Duration.ofSeconds(90));
		assertThat(linesAfter(Duration.ZERO)).containsExactly(
				"WARN Readiness is overridden as ready for 1m30s: node 7 is needed " + "(until 1970-01-01T00:01:31Z)");
	}

	@Test
	void theEndIsNoWarning() {
		this.control.notReady("draining node 7", Duration.ofMinutes(10));
		linesAfter(Duration.ZERO);
		assertThat(linesAfter(Duration.ofMinutes(10).plusMillis(300))).containsExactly(
				"INFO Readiness is no longer overridden as not ready: expired after 10m, the checks decide readiness again");
		assertThat(linesAfter(Duration.ofMinutes(10))).isEmpty();
	}

	@Test
	void whoTakesItBackMaySayWhy() {
		this.control.ready("node 7 is needed", Duration.ofMinutes(10));
		this.control.auto();
		this.control.notReady("draining node 7", Duration.ofMinutes(10));
		this.time.advance(Duration.ofSeconds(192));
		this.control.auto("node 7 is back");
		assertThat(linesAfter(Duration.ZERO)).filteredOn((line) -> line.startsWith("INFO"))
			.containsExactly(
					"INFO Readiness is no longer overridden as ready: withdrawn after 0ms, the checks decide readiness again",
					"INFO Readiness is no longer overridden as not ready: withdrawn (node 7 is back) after 3m12s, "
							+ "the checks decide readiness again");
	}

}
