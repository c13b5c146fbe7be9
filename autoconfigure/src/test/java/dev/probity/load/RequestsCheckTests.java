package dev.probity.load;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ManualTicker;
import dev.probity.server.ServerThreads;
import dev.probity.traffic.RecordedTraffic;
import dev.probity.traffic.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads, requests and time that are moved by hand.
 */
class RequestsCheckTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(2), Duration.ofSeconds(2),
			Duration.ofSeconds(30), 1, 1, 0, null);

	private final ManualTicker time = new ManualTicker();

	private final Traffic traffic = new Traffic();

	private final RecordedTraffic recorded = new RecordedTraffic(this.traffic);

	private @Nullable ServerThreads threads = new ServerThreads(0, 200);

	private final RequestsCheck check = check(null);

	private RequestsCheck check(@Nullable Duration maxAge) {
		return new RequestsCheck(() -> this.threads, 0.9, new ObservedRequests(this.traffic, this.time), maxAge,
				Duration.ofSeconds(10), POLICY, this.time);
	}

	private CheckResult after(int seconds, RequestsCheck check) {
		CheckResult result = check.check();
		for (int i = 0; i < seconds; i += 2) {
			this.time.advance(POLICY.interval());
			result = check.check();
		}
		return result;
	}

	@Test
	void threadsThatAreInUseForAWhileFail() {
		this.threads = new ServerThreads(180, 200);
		assertThat(after(8, this.check).details()).containsEntry("busyThreads", 180)
			.containsEntry("maxThreads", 200)
			.containsEntry("saturated", "180 of 200 worker threads in use (threshold 90 %), for 8s (fails after 10s)");
		assertThat(after(2, this.check).reason()).isEqualTo("180 of 200 worker threads in use (threshold 90 %)");
	}

	@Test
	void manyThreadsOrAllOfThemForAMomentPass() {
		for (int i = 0; i < 20; i++) {
			this.threads = new ServerThreads(200, 200);
			assertThat(after(8, this.check)).isInstanceOf(Passed.class);
			this.threads = new ServerThreads(179, 200);
			assertThat(after(2, this.check)).isInstanceOf(Passed.class);
		}
	}

	@Test
	void theFailureEndsOnceThereHaveBeenFreeThreadsForAWhile() {
		this.threads = new ServerThreads(200, 200);
		assertThat(after(10, this.check)).isInstanceOf(Failed.class);
		this.threads = new ServerThreads(3, 200);
		assertThat(after(8, this.check).reason())
			.startsWith("no longer saturated for 8s (passes after 10s); was: 200 of 200");
		assertThat(after(2, this.check)).isInstanceOf(Passed.class);
	}

	@Test
	void aServerWithoutFiguresPassesHoweverManyRequestsThereAre() {
		this.threads = null;
		for (int i = 0; i < 1_000; i++) {
			this.recorded.begin();
		}
		assertThat(after(600, this.check)).isInstanceOf(Passed.class);
		assertThat(this.check.check().details()).doesNotContainKey("busyThreads")
			.containsEntry("active", 1_000L)
			.containsEntry("oldest", "10m");
	}

	@Test
	void aRequestThatTakesLongerThanWasSaidFails() {
		RequestsCheck bound = check(Duration.ofSeconds(20));
		Runnable end = this.recorded.begin();
		assertThat(after(20, bound)).isInstanceOf(Passed.class);
		assertThat(after(4, bound).reason()).isEqualTo("the oldest request has been under way for 24s (at most 20s)");
		end.run();
		assertThat(after(8, bound)).isInstanceOf(Failed.class);
		assertThat(after(4, bound)).isInstanceOf(Passed.class);
	}

	@Test
	void aPausedProcessPasses() {
		this.threads = new ServerThreads(200, 200);
		this.recorded.begin();
		RequestsCheck bound = check(Duration.ofSeconds(20));
		after(4, bound);
		this.time.advance(Duration.ofHours(1));
		assertThat(bound.check()).isInstanceOf(Passed.class);
	}

}
