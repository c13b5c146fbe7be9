package dev.probity.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DiscardedBodyTests {

	private final DiscardedBody body = new DiscardedBody();

	private final List<String> asked = new ArrayList<>();

	private final Flow.Subscription connection = new Flow.Subscription() {

		@Override
		public void request(long count) {
			DiscardedBodyTests.this.asked.add("more");
		}

		@Override
		public void cancel() {
			DiscardedBodyTests.this.asked.add("cancelled");
		}

	};

	@Test
	void aShortOneIsReadToItsEndSoThatTheConnectionIsKept() {
		this.body.onSubscribe(this.connection);
		this.body.onNext(List.of(ByteBuffer.allocate(1024)));
		this.body.onComplete();
		this.body.close();
		assertThat(this.asked).containsExactly("more", "more");
	}

	@Test
	void aLongOneIsGivenUp() {
		this.body.onSubscribe(this.connection);
		this.body.onNext(List.of(ByteBuffer.allocate(64 * 1024 + 1)));
		assertThat(this.asked).containsExactly("more", "cancelled");
	}

	@Test
	void whatIsGivenUpIsCancelledOnce() {
		this.body.onSubscribe(this.connection);
		this.body.close();
		this.body.close();
		assertThat(this.asked).containsExactly("more", "cancelled");
	}

	/**
	 * The status is told before.
	 */
	@Test
	void whatIsGivenUpBeforeItBeginsIsCancelledWhenItDoes() {
		this.body.close();
		this.body.onSubscribe(this.connection);
		assertThat(this.asked).containsExactly("cancelled");
	}

}
