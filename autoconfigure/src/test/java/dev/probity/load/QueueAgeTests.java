package dev.probity.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The age that numbers of tasks tell, beside a queue that knows when each task came.
 */
class QueueAgeTests {

	private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

	private final QueueAge age = new QueueAge();

	@Test
	void anEmptyQueueHasNoAge() {
		assertThat(this.age.sample(0, 10, 0)).isZero();
		assertThat(this.age.sample(5, 20, 0)).isZero();
	}

	@Test
	void aTaskIsAsOldAsTheSampleThatSawItFirst() {
		this.age.sample(0, 10, 0);
		assertThat(this.age.sample(2, 11, 1)).isZero();
		assertThat(this.age.sample(4, 11, 1)).hasNanos(2);
		assertThat(this.age.sample(6, 500, 490)).hasNanos(4);
		assertThat(this.age.sample(8, 500, 489)).as("the next came after the sample at 4").hasNanos(2);
		assertThat(this.age.sample(9, 500, 0)).isZero();
	}

	@Test
	void aThreadThatCountedAsBusyWhenItBeganMakesNothingOld() {
		this.age.sample(0, 10, 1);
		this.age.sample(1, 12, 1);
		this.age.sample(2, 11, 0);
		assertThat(this.age.sample(1_000, 12, 1)).isZero();
	}

	@Test
	void tasksThatAreTakenOutWithoutBeingBegunMakeItYoungerAtMost() {
		this.age.sample(0, 10, 5);
		this.age.sample(10, 20, 15);
		assertThat(this.age.sample(20, 20, 15)).hasNanos(20);
		assertThat(this.age.sample(30, 15, 10)).as("the five of the first sample were removed").hasNanos(20);
	}

	@Test
	void aQueueThatIsStuckForDaysNeedsNoMoreMemory() {
		for (int i = 0; i < 100_000; i++) {
			this.age.sample(i, i + 2, i + 1);
		}
		assertThat(this.age.sample(100_000, 100_002, 100_001)).hasNanos(100_000);
		assertThat(this.age.sample(100_001, 100_003, 1)).isLessThanOrEqualTo(Duration.ofNanos(1));
	}

	/**
	 * Tasks come and are taken in any order; some are begun without waiting.
	 */
	@ParameterizedTest
	@EnumSource
	void isNeverMoreThanTheAgeOfTheOldest(Order order) {
		for (int seed = 0; seed < 200; seed++) {
			ModelQueue queue = new ModelQueue(new Random(seed), order);
			QueueAge estimate = new QueueAge();
			for (int step = 0; step < 300; step++) {
				queue.step();
				Duration told = estimate.sample(queue.now, queue.submitted, queue.waitingSince.size());
				assertThat(told).as("seed %d, step %d", seed, step).isLessThanOrEqualTo(queue.oldest());
				if (order == Order.FIRST_COME_FIRST_SERVED) {
					assertThat(told.plus(LONGEST_STEP)).as("seed %d, step %d", seed, step)
						.isGreaterThanOrEqualTo(queue.oldest());
				}
			}
		}
	}

	enum Order {

		FIRST_COME_FIRST_SERVED, LAST_COME_FIRST_SERVED, ANY, SOME_OVERTAKE

	}

	/**
	 * Knows when each task came.
	 */
	private static final class ModelQueue {

		private final Random random;

		private final Order order;

		private final List<Long> waitingSince = new ArrayList<>();

		private long now;

		private long submitted;

		ModelQueue(Random random, Order order) {
			this.random = random;
			this.order = order;
		}

		void step() {
			int events = this.random.nextInt(12);
			int inclination = this.random.nextInt(10);
			for (int i = 0; i < events; i++) {
				this.now += this.random.nextLong(LONGEST_STEP.toNanos() / 12);
				if (this.random.nextInt(10) < inclination) {
					submit();
				}
				else if (!this.waitingSince.isEmpty()) {
					this.waitingSince.remove(next());
				}
			}
		}

		private void submit() {
			this.submitted++;
			if (this.order != Order.SOME_OVERTAKE || this.random.nextInt(3) > 0) {
				this.waitingSince.add(this.now);
			}
		}

		private int next() {
			return switch (this.order) {
				case FIRST_COME_FIRST_SERVED, SOME_OVERTAKE -> 0;
				case LAST_COME_FIRST_SERVED -> this.waitingSince.size() - 1;
				case ANY -> this.random.nextInt(this.waitingSince.size());
			};
		}

		Duration oldest() {
			return this.waitingSince.stream()
				.min(Long::compare)
				.map((since) -> Duration.ofNanos(this.now - since))
				.orElse(Duration.ZERO);
		}

	}

}
