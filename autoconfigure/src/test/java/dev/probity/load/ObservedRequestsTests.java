package dev.probity.load;

import java.time.Duration;
import java.util.Random;

import dev.probity.check.ManualTicker;
import dev.probity.traffic.RecordedTraffic;
import dev.probity.traffic.Traffic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ages that several look at.
 */
class ObservedRequestsTests {

	private final ManualTicker ticker = new ManualTicker();

	private final Traffic traffic = new Traffic();

	private final RecordedTraffic recorded = new RecordedTraffic(this.traffic);

	private final ObservedRequests requests = new ObservedRequests(this.traffic, this.ticker);

	@BeforeEach
	void expectLooks() {
		this.requests.expectLooks(Duration.ofSeconds(10));
		this.requests.expectLooks(Duration.ofSeconds(2));
		this.requests.expectLooks(Duration.ofSeconds(5));
	}

	private Duration oldestAfter(Duration elapsed) {
		this.ticker.advance(elapsed);
		return this.requests.observe().oldest();
	}

	@Test
	void howeverManyLookTimeCountsOnce() {
		this.recorded.begin();
		oldestAfter(Duration.ofSeconds(2));
		for (int i = 0; i < 10; i++) {
			oldestAfter(Duration.ofSeconds(2));
			oldestAfter(Duration.ZERO);
			this.requests.observe();
		}
		assertThat(this.requests.observe().oldest()).hasSeconds(20);
	}

	@Test
	void aPauseDoesNotCount() {
		this.recorded.begin();
		oldestAfter(Duration.ofSeconds(2));
		assertThat(oldestAfter(Duration.ofHours(1))).isZero();
		assertThat(oldestAfter(Duration.ofSeconds(1))).hasSeconds(1);
	}

	@Test
	void whatEndsAfterAPauseWasNotOld() {
		Runnable end = this.recorded.begin();
		oldestAfter(Duration.ofSeconds(2));
		assertThat(oldestAfter(Duration.ofHours(1))).isZero();
		end.run();
		assertThat(oldestAfter(Duration.ofSeconds(2))).isZero();
	}

	@Test
	void oneThatCameAfterAPauseDoesNotHaveItsAge() {
		oldestAfter(Duration.ofSeconds(2));
		oldestAfter(Duration.ofHours(1));
		this.recorded.begin();
		oldestAfter(Duration.ofSeconds(1));
		assertThat(oldestAfter(Duration.ofSeconds(1))).hasSeconds(1);
	}

	@Test
	void aProcessThatIsAlwaysLateCountsLess() {
		this.recorded.begin();
		for (int i = 0; i < 21; i++) {
			oldestAfter(Duration.ofSeconds(30));
		}
		assertThat(oldestAfter(Duration.ofSeconds(30))).hasSeconds(21 * 4);
	}

	@Test
	void isNeverOlderThanTheOldestIs() {
		Random random = new Random(5);
		Duration began = this.ticker.elapsed();
		Runnable end = this.recorded.begin();
		for (int i = 0; i < 10_000; i++) {
			Duration oldest = oldestAfter(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 60_000 : 2_500)));
			assertThat(oldest).isLessThanOrEqualTo(this.ticker.elapsed().minus(began));
			if (random.nextInt(15) == 0) {
				end.run();
				began = this.ticker.elapsed();
				end = this.recorded.begin();
			}
		}
	}

}
