package dev.probity.load;

import java.time.Duration;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import dev.probity.traffic.CountedTraffic;
import dev.probity.traffic.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * With the defaults: half of at least 20 requests in 30 s, for 30 s; a look every 2 s.
 */
class ErrorRateCheckTests {

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final ManualTicker ticker = new ManualTicker();

	private final Traffic traffic = new Traffic();

	private final CountedTraffic requests = new CountedTraffic(this.traffic);

	private @Nullable String excuse;

	private final ErrorRateCheck check = new ErrorRateCheck(this.traffic,
			new ErrorRatePolicy(Duration.ofSeconds(30), 20, 0.5, Duration.ofSeconds(30), Duration.ofMinutes(5)),
			() -> this.excuse, INTERVAL, this.ticker);

	@Test
	void isACheckOfLoadAndNeverFeedsLiveness() {
		assertThat(CheckKind.of(this.check)).isEqualTo(CheckKind.LOAD);
		assertThat(CheckKind.LOAD.mayFeedLiveness()).isFalse();
	}

	@Test
	void passesWithItsFigures() {
		assertThat(evaluate()).isInstanceOf(CheckResult.Passed.class);
		this.requests.requests(100, 7);
		this.requests.ignored(1000);
		CheckResult result = evaluate();
		assertThat(result).isInstanceOf(CheckResult.Passed.class);
		assertThat(result.details()).containsExactly(entry("requests", 100L), entry("failed", 7L),
				entry("share", "7 %"), entry("window", "30s"), entry("state", "judging"), entry("ejections", 0L));
	}

	@Test
	void saysWhatFailedAndHowLongThatCounts() {
		for (int i = 0; i < 16; i++) {
			evaluate();
		}
		this.requests.requests(214, 133);
		assertThat(evaluate().reason())
			.isEqualTo("62 % of 214 requests failed in 30s: ejected for 30s, back on trial in 30s");
		for (int i = 0; i < 8; i++) {
			evaluate();
		}
		CheckResult result = evaluate();
		assertThat(result.reason())
			.isEqualTo("62 % of 214 requests failed in 30s: ejected for 30s, back on trial in 12s");
		assertThat(result.details()).contains(entry("state", "ejected"), entry("trialIn", "12s"),
				entry("ejections", 1L));
	}

	@Test
	void saysSoOfARelapseWithTheTimeThatItTook() {
		evaluate();
		this.requests.requests(20, 20);
		evaluate();
		assertThat(lookFor(30)).isInstanceOf(CheckResult.Passed.class)
			.satisfies(
					(result) -> assertThat(result.details()).contains(entry("state", "trial"), entry("requests", 0L)));
		this.requests.requests(20, 20);
		assertThat(evaluate().reason())
			.isEqualTo("100 % of 20 requests failed in 2s: ejected for 1m, back on trial in 1m");
	}

	@Test
	void namesTheDependencyThatExplainsErrors() {
		evaluate();
		this.requests.requests(20, 20);
		assertThat(evaluate()).isInstanceOf(CheckResult.Failed.class);
		this.excuse = "db";
		CheckResult result = evaluate();
		assertThat(result).isInstanceOf(CheckResult.Passed.class);
		assertThat(result.details()).contains(entry("state", "excused"), entry("excusedBy", "db"),
				entry("requests", 0L));
		this.excuse = null;
		assertThat(evaluate().details()).contains(entry("state", "judging")).doesNotContainKey("excusedBy");
	}

	@Test
	void anHourInWhichTheProcessWasStoppedLeavesTheWindowAsItWas() {
		evaluate();
		this.requests.requests(15, 15);
		evaluate();
		this.ticker.advance(Duration.ofHours(1));
		assertThat(this.check.check().details()).contains(entry("requests", 15L));
		this.requests.requests(5, 5);
		assertThat(evaluate()).isInstanceOf(CheckResult.Failed.class);
	}

	@Test
	void anHourInWhichTheProcessWasStoppedEndsNoEjection() {
		evaluate();
		this.requests.requests(20, 20);
		evaluate();
		this.ticker.advance(Duration.ofHours(1));
		assertThat(this.check.check().reason()).endsWith("back on trial in 26s");
		assertThat(lookFor(24)).isInstanceOf(CheckResult.Failed.class);
		assertThat(evaluate()).isInstanceOf(CheckResult.Passed.class);
	}

	@Test
	void whatWasCountedBeforeTheFirstLookIsNotJudged() {
		this.requests.requests(100, 100);
		assertThat(evaluate()).isInstanceOf(CheckResult.Passed.class);
	}

	private CheckResult lookFor(int seconds) {
		CheckResult result = evaluate();
		for (int i = 2; i < seconds; i += 2) {
			result = evaluate();
		}
		return result;
	}

	private CheckResult evaluate() {
		this.ticker.advance(INTERVAL);
		return this.check.check();
	}

}
