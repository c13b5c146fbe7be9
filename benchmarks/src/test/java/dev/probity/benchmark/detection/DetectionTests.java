package dev.probity.benchmark.detection;

import java.time.Duration;
import java.util.List;

import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The longest detection of any fault is compared with the worst case of the settings, and
 * the median under traffic with what hints promise.
 */
class DetectionTests {

	private static final Schedule SCHEDULE = Schedule.of(Effort.FULL);

	private static final Schedule BUSY = SCHEDULE.underTraffic();

	private static final Sample HANG = sample(Fault.HANG, 8_400, 1_000);

	private static final List<Sample> SOON = List.of(sample(Fault.HANG, 5_800, 1_000), sample(Fault.KILL, 1_200, 1_000),
			sample(Fault.KILL, 1_300, 2_000), sample(Fault.KILL, 2_700, 3_000));

	@Test
	void theTableTellsEachFault() {
		Findings findings = Detection.findings(SCHEDULE,
				List.of(HANG, sample(Fault.HANG, 6_300, 2_000), sample(Fault.KILL, 5_250, 3_000)), BUSY, SOON);
		assertThat(findings.text()).contains("The checks have interval 5 s, retry interval 1 s, time-out 2 s, ",
				"jitter 10 %, the defaults.",
				"| hang (SIGSTOP) | 2 | 7.35 [6.30, 8.40] s | 10.50 s | 0.70, at most 0.80 | 1.50 [1.00, 2.00] s |",
				"| kill (SIGKILL) | 1 | 5.25 [5.25, 5.25] s | 10.50 s | 0.50, at most 0.50 | 3.00 [3.00, 3.00] s |");
		assertThat(findings.text()).contains("while each instance gets 20 requests a second",
				"| hang (SIGSTOP) | 1 | 5.80 [5.80, 5.80] s | 6.00 s | 1.00 [1.00, 1.00] s |",
				"| kill (SIGKILL) | 3 | 1.30 [1.20, 2.70] s | 1.50 s | 2.00 [1.00, 3.00] s |");
		assertThat(findings.targets()).extracting(Target::measured).containsExactly(0.8, 5.8, 1.3);
		assertThat(findings.targets()).allMatch(Target::isMet);
	}

	@Test
	void whatTakesLongerThanTheWorstCaseMissesTheTarget() {
		assertThat(met(List.of(HANG, sample(Fault.KILL, 10_600, 0)), SOON)).containsExactly(false, true, true);
	}

	@Test
	void whatIsNoticedNoSoonerUnderTrafficMissesTheTarget() {
		assertThat(met(List.of(HANG, sample(Fault.KILL, 6_300, 0)),
				List.of(sample(Fault.HANG, 8_400, 0), sample(Fault.KILL, 6_300, 0))))
			.containsExactly(true, false, false);
	}

	private static List<Boolean> met(List<Sample> samples, List<Sample> underTraffic) {
		return Detection.findings(SCHEDULE, samples, BUSY, underTraffic).targets().stream().map(Target::isMet).toList();
	}

	@Test
	void theSettingsAreThoseOfThePolicy() {
		assertThat(Schedule.of(Effort.SHORT).arguments()).contains("--probity.defaults.interval=2000ms",
				"--probity.defaults.retry-interval=500ms", "--probity.defaults.timeout=1000ms",
				"--probity.defaults.failure-threshold=2", "--gauges.prices=false");
		assertThat(Schedule.of(Effort.SHORT).underTraffic().arguments()).contains("--gauges.prices=true");
		assertThat(Schedule.of(Effort.SHORT).text()).contains("interval 2 s, retry interval 500 ms, time-out 1 s");
	}

	private static Sample sample(Fault fault, long detected, long back) {
		return new Sample(fault, Duration.ofMillis(detected), Duration.ofMillis(back));
	}

}
