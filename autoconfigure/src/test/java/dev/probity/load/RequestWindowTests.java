package dev.probity.load;

import java.time.Duration;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestWindowTests {

	private final RequestWindow window = new RequestWindow(Duration.ofSeconds(10));

	@Test
	void isEmptyWithItsFirstSample() {
		add(0, 500, 500);
		assertThat(this.window.counts()).isEqualTo(RequestCounts.NONE);
	}

	@Test
	void hasWhatCameSinceItsLengthAgo() {
		add(0, 0, 0);
		add(5, 10, 1);
		add(10, 20, 2);
		assertThat(this.window.counts()).isEqualTo(new RequestCounts(20, 2));
		add(15, 40, 2);
		assertThat(this.window.counts()).isEqualTo(new RequestCounts(30, 1));
		assertThat(this.window.span()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void hasAtLeastThatAlsoBetweenSamples() {
		add(0, 0, 0);
		add(4, 10, 1);
		add(13, 20, 2);
		assertThat(this.window.counts()).isEqualTo(new RequestCounts(20, 2));
		add(14, 20, 2);
		assertThat(this.window.counts()).isEqualTo(new RequestCounts(10, 1));
	}

	@Test
	void beginsAnewWithItsLastSample() {
		add(0, 0, 0);
		add(5, 10, 10);
		this.window.restart();
		assertThat(this.window.counts()).isEqualTo(RequestCounts.NONE);
		add(6, 11, 10);
		assertThat(this.window.counts()).isEqualTo(new RequestCounts(1, 0));
		assertThat(this.window.span()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void keepsNoMoreThanItNeeds() {
		for (int i = 0; i < 1000; i++) {
			add(i, i, 0);
		}
		assertThat(this.window).extracting("samples").asInstanceOf(InstanceOfAssertFactories.ITERABLE).hasSize(11);
	}

	@Test
	void aFailureThatIsCountedLateMakesNoMoreFailuresThanRequests() {
		assertThat(new RequestCounts(10, 5).since(new RequestCounts(10, 4))).isEqualTo(RequestCounts.NONE);
	}

	@Test
	void aShareIsAHundredPercentOnlyIfAllHaveFailed() {
		assertThat(new RequestCounts(214, 133).percent()).isEqualTo(62);
		assertThat(new RequestCounts(1000, 999).percent()).isEqualTo(99);
		assertThat(new RequestCounts(1000, 1000).percent()).isEqualTo(100);
		assertThat(RequestCounts.NONE.percent()).isZero();
	}

	private void add(int seconds, long total, long failed) {
		this.window.add(Duration.ofSeconds(seconds), new RequestCounts(total, failed));
	}

}
