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
		assertThat(look()).isEqualTo(new RequestAges(0, Duration.ZERO));
		assertThat(look()).isEqualTo(new RequestAges(0, Duration.ZERO));
	}

	@Test
	void aRequestGrowsOlderFromTheLookAfterItCame() {
		this.requests.enter();
		assertThat(look()).isEqualTo(new RequestAges(1, Duration.ZERO));
		assertThat(look()).isEqualTo(new RequestAges(1, STEP));
		assertThat(look()).isEqualTo(new RequestAges(1, STEP.multipliedBy(2)));
	}

	@Test
	void theOldestCounts() {
		this.requests.enter();
		look();
		this.requests.enter();
		look();
		assertThat(look()).isEqualTo(new RequestAges(2, STEP.multipliedBy(2)));
	}

	@Test
	void whoLeavesDoesNotTakeThoseAlongThatCameTogetherWithHim() {
		this.requests.enter();
		ActiveRequests.Cohort other = this.requests.enter();
		look();
		other.leave();
		assertThat(look()).isEqualTo(new RequestAges(1, STEP));
	}

	@Test
	void anOldOneThatLeavesMakesTheNextTheOldest() {
		ActiveRequests.Cohort old = this.requests.enter();
		look();
		this.requests.enter();
		look();
		old.leave();
		assertThat(look()).isEqualTo(new RequestAges(1, STEP));
	}

	@Test
	void requestsThatComeAndGoLeaveNothingBehind() {
		for (int i = 0; i < 1000; i++) {
			this.requests.enter().leave();
			look();
		}
		assertThat(this.requests).extracting("cohorts")
			.asInstanceOf(InstanceOfAssertFactories.ITERABLE)
			.hasSizeLessThan(5);
	}

	@Test
	void oneThatIsCountedLateWhereItWasToldIsNotForgotten() {
		ActiveRequests.Cohort told = this.requests.enter();
		told.leave();
		look();
		// as if it had been told before the look, and counted after
		told.enter();
		look();
		look();
		assertThat(look().active()).isEqualTo(1);
	}

	private RequestAges look() {
		return this.requests.look(STEP);
	}

}
