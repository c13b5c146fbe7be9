package dev.probity.benchmark.detection;

import java.time.Duration;
import java.util.List;

import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The longest detection of any fault is compared with the worst case of the settings.
 */
class DetectionTests {

	private static final Schedule SCHEDULE = Schedule.of(Effort.FULL);

	private static final Sample HANG = sample(Fault.HANG, 8_400, 1_000);

	@Test
	void theTableTellsEachFault() {
		Findings findings = Detection.findings(SCHEDULE,
				List.of(HANG, sample(Fault.HANG, 6_300, 2_000), sample(Fault.KILL, 5_250, 3_000)));
		assertThat(findings.text()).contains("The checks have interval 5 s, retry interval 1 s, time-out 2 s, ",
				"jitter 10 %, the defaults.",
				"| hang (SIGSTOP) | 2 | 7.35 [6.30, 8.40] s | 10.50 s | 0.70, at most 0.80 | 1.50 [1.00, 2.00] s |",
				"| kill (SIGKILL) | 1 | 5.25 [5.25, 5.25] s | 10.50 s | 0.50, at most 0.50 | 3.00 [3.00, 3.00] s |");
		assertThat(findings.targets()).singleElement().satisfies((target) -> {
			assertThat(target.measured()).isEqualTo(0.8);
			assertThat(target.isMet()).isTrue();
		});
	}

	@Test
	void whatTakesLongerThanTheWorstCaseMissesTheTarget() {
		assertThat(Detection.findings(SCHEDULE, List.of(HANG, sample(Fault.KILL, 10_600, 0))).targets())
			.noneMatch((target) -> target.isMet());
	}

	@Test
	void theSettingsAreThoseOfThePolicy() {
		assertThat(Schedule.of(Effort.SHORT).arguments()).contains("--probity.defaults.interval=2000ms",
				"--probity.defaults.retry-interval=500ms", "--probity.defaults.timeout=1000ms",
				"--probity.defaults.failure-threshold=2");
		assertThat(Schedule.of(Effort.SHORT).text()).contains("interval 2 s, retry interval 500 ms, time-out 1 s");
	}

	private static Sample sample(Fault fault, long detected, long back) {
		return new Sample(fault, Duration.ofMillis(detected), Duration.ofMillis(back));
	}

}
