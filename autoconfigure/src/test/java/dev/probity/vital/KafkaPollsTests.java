package dev.probity.vital;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.check.ManualTicker;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts as a poll, in time that is moved by hand: a consumer tells by the wall
 * clock how many seconds ago it has polled.
 */
class KafkaPollsTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final ManualTicker time = new ManualTicker();

	private final KafkaPolls polls = new KafkaPolls(INTERVAL, this.time);

	private Duration after(Duration elapsed, double lastPollSecondsAgo) {
		this.time.advance(elapsed);
		return this.polls.since("orders", metrics("last-poll-seconds-ago", lastPollSecondsAgo));
	}

	private static Map<MetricName, Metric> metrics(String name, Object value) {
		MetricName metric = new MetricName(name, "consumer-metrics", "", Map.of());
		return Map.of(metric, new Metric() {

			@Override
			public MetricName metricName() {
				return metric;
			}

			@Override
			public Object metricValue() {
				return value;
			}

		});
	}

	@Test
	void aPollSinceTheLastLookEndsTheSilence() {
		for (double ago : new double[] { 0, 4, 5, 0, 5 }) {
			assertThat(after(INTERVAL, ago)).isZero();
		}
	}

	@Test
	void withoutOneTheSilenceGrows() {
		after(INTERVAL, 3);
		assertThat(after(INTERVAL, 8)).hasSeconds(5);
		assertThat(after(INTERVAL, 13)).hasSeconds(10);
		assertThat(after(INTERVAL, 2)).isZero();
	}

	@Test
	void whoHasNeverPolledIsSilentSinceTheFirstLook() {
		assertThat(after(INTERVAL, -1)).isZero();
		assertThat(after(INTERVAL, -1)).hasSeconds(5);
		assertThat(after(INTERVAL, 0)).isZero();
	}

	@Test
	void aPausedProcessAndAClockThatJumpsAreNoSilence() {
		after(INTERVAL, 1);
		// SIGSTOP: both clocks go on
		assertThat(after(Duration.ofHours(1), 3601)).isZero();
		assertThat(after(INTERVAL, 1)).isZero();
		// a suspended machine, or a clock that was set: only the wall clock jumps
		assertThat(after(INTERVAL, 3606)).isLessThanOrEqualTo(INTERVAL);
		assertThat(after(INTERVAL, 1)).isZero();
	}

	@Test
	void clientsAreToldApartAndForgottenOnceTheyAreGone() {
		after(INTERVAL, 1);
		assertThat(after(INTERVAL, 6)).hasSeconds(5);
		assertThat(this.polls.since("refunds", metrics("last-poll-seconds-ago", 600.0))).isZero();
		this.polls.retain(List.of("refunds"));
		assertThat(after(INTERVAL, 11)).isZero();
	}

	@Test
	void whoDoesNotTellIsNotJudged() {
		assertThat(this.polls.since("orders", Map.of())).isNull();
		assertThat(this.polls.since("orders", metrics("last-poll-seconds-ago", Double.NaN))).isNull();
		assertThat(this.polls.since("orders", metrics("last-poll-seconds-ago", "soon"))).isNull();
		assertThat(this.polls.since("orders", metrics("time-between-poll-avg", 1.0))).isNull();
	}

}
