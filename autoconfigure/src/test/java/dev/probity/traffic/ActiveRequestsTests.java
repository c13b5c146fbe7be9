package dev.probity.traffic;

import java.time.Duration;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ActiveRequestsTests {

	private static final Duration STEP = Duration.ofSeconds(10);

	private final ActiveRequests requests = new ActiveRequests();

	@Test
	void withoutRequestsNoneIsOld() {
		assertThat(observe()).isEqualTo(new RequestAges(0, Duration.ZERO));
		assertThat(observe()).isEqualTo(new RequestAges(0, Duration.ZERO));
	}

	@Test
	void aRequestGrowsOlderFromTheLookAfterItCame() {
		this.requests.enter();
		assertThat(observe()).isEqualTo(new RequestAges(1, Duration.ZERO));
		assertThat(observe()).isEqualTo(new RequestAges(1, STEP));
		assertThat(observe()).isEqualTo(new RequestAges(1, STEP.multipliedBy(2)));
	}

	@Test
	void theOldestCounts() {
		this.requests.enter();
		observe();
		this.requests.enter();
		observe();
		assertThat(observe()).isEqualTo(new RequestAges(2, STEP.multipliedBy(2)));
	}

	@Test
	void whoLeavesDoesNotTakeThoseAlongThatCameTogetherWithHim() {
		this.requests.enter();
		ActiveRequests.Cohort other = this.requests.enter();
		observe();
		other.leave();
		assertThat(observe()).isEqualTo(new RequestAges(1, STEP));
	}

	@Test
	void anOldOneThatLeavesMakesTheNextTheOldest() {
		ActiveRequests.Cohort old = this.requests.enter();
		observe();
		this.requests.enter();
		observe();
		old.leave();
		assertThat(observe()).isEqualTo(new RequestAges(1, STEP));
	}

	@Test
	void requestsThatComeAndGoLeaveNothingBehind() {
		for (int i = 0; i < 1000; i++) {
			this.requests.enter().leave();
			observe();
		}
		assertThat(this.requests).extracting("cohorts")
			.asInstanceOf(InstanceOfAssertFactories.ITERABLE)
			.hasSizeLessThan(5);
	}

	@Test
	void oneThatIsCountedLateWhereItWasToldIsNotForgotten() {
		ActiveRequests.Cohort told = this.requests.enter();
		told.leave();
		observe();
		// as if it had been told before the look, and counted after
		told.enter();
		observe();
		observe();
		assertThat(observe().active()).isEqualTo(1);
	}

	private RequestAges observe() {
		return this.requests.observe(STEP);
	}

}
