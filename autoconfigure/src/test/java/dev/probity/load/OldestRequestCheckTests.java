package dev.probity.load;

import java.time.Duration;

import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import dev.probity.traffic.RecordedTraffic;
import dev.probity.traffic.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OldestRequestCheckTests {

	private final ManualTicker ticker = new ManualTicker();

	private final Traffic traffic = new Traffic();

	private final RecordedTraffic recorded = new RecordedTraffic(this.traffic);

	@Test
	void aRequestThatTakesTooLongFails() {
		OldestRequestCheck check = check(Duration.ofMinutes(1));
		this.recorded.begin();
		assertThat(after(10, check)).isInstanceOf(CheckResult.Passed.class);
		for (int i = 0; i < 6; i++) {
			assertThat(after(10, check)).isInstanceOf(CheckResult.Passed.class);
		}
		assertThat(after(10, check).reason()).isEqualTo("a request has been under way for 1m10s, more than 1m");
	}

	@Test
	void manyThatAreShortPass() {
		OldestRequestCheck check = check(Duration.ofMinutes(1));
		for (int i = 0; i < 100; i++) {
			this.recorded.request();
			assertThat(after(10, check)).isInstanceOf(CheckResult.Passed.class);
		}
	}

	@Test
	void howeverLongPassesUnlessABoundIsSet() {
		OldestRequestCheck check = check(null);
		this.recorded.begin();
		for (int i = 0; i < 240; i++) {
			assertThat(after(10, check)).isInstanceOf(CheckResult.Passed.class);
		}
		assertThat(after(10, check).details()).containsEntry("active", 1L).containsEntry("oldest", "40m");
	}

	@Test
	void anHourInWhichTheProcessWasStoppedDoesNotCount() {
		OldestRequestCheck check = check(Duration.ofMinutes(1));
		this.recorded.begin();
		after(10, check);
		assertThat(after(3600, check)).isInstanceOf(CheckResult.Passed.class);
	}

	private OldestRequestCheck check(Duration maxSilence) {
		return new OldestRequestCheck(new ObservedRequests(this.traffic, this.ticker), maxSilence,
				Duration.ofSeconds(10));
	}

	private CheckResult after(int seconds, OldestRequestCheck check) {
		this.ticker.advance(Duration.ofSeconds(seconds));
		return check.check();
	}

}
