package dev.probity.shutdown;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the client of an HTTP/2 connection is told to leave.
 */
class MultiplexedConnectionTests {

	private final Connection connection = new Connection();

	@Test
	void notAtTheFirstLook() {
		this.connection.requests = 1;
		this.connection.observe();
		assertThat(this.connection.told).isFalse();
	}

	@Test
	void whenThereHasBeenNoRequestSinceTheLastLook() {
		this.connection.requests = 1;
		this.connection.observe();
		this.connection.observe();
		assertThat(this.connection.told).isTrue();
	}

	@Test
	void notWhenThereHasBeenOneInTheMeantime() {
		this.connection.requests = 1;
		this.connection.observe();
		this.connection.requests = 3;
		this.connection.observe();
		assertThat(this.connection.told).isFalse();
		this.connection.observe();
		assertThat(this.connection.told).isTrue();
	}

	@Test
	void notWhileItWaitsForAResponse() {
		this.connection.requests = 1;
		this.connection.serving = true;
		this.connection.observe();
		this.connection.observe();
		assertThat(this.connection.told).isFalse();
		this.connection.serving = false;
		this.connection.observe();
		assertThat(this.connection.told).isTrue();
	}

	@Test
	void notBeforeItsFirstRequest() {
		this.connection.observe();
		this.connection.observe();
		assertThat(this.connection.told).isFalse();
	}

	private static final class Connection extends MultiplexedConnection {

		private long requests;

		private boolean serving;

		private boolean told;

		@Override
		long requests() {
			return this.requests;
		}

		@Override
		boolean isServing() {
			return this.serving;
		}

		@Override
		void goAway() {
			this.told = true;
		}

	}

}
