package dev.probity.traffic;

import java.io.EOFException;
import java.io.IOException;

import org.apache.catalina.connector.ClientAbortException;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that has gone away, told from another server that has.
 */
class ClientDepartureTests {

	@Test
	void whatOnlyAServerThrowsExplains() {
		assertThat(explains(new ClientAbortException())).isTrue();
		assertThat(explains(new IllegalStateException(new EofException()))).isTrue();
	}

	@Test
	void aBrokenConnectionExplainsOnlyOnceSomethingHasBeenWrittenToTheClient() {
		for (IOException ex : new IOException[] { new IOException("Broken pipe"), new EOFException(),
				new IOException("Connection reset by peer") }) {
			assertThat(explains(ex)).as("to another server").isFalse();
			assertThat(ClientDeparture.explains(ex, true)).as("to the client").isTrue();
		}
	}

	@Test
	void oneOfAClientOfThisApplicationNeverDoes() {
		ResourceAccessException ex = new ResourceAccessException("GET", new EofException());
		assertThat(explains(ex)).isFalse();
		assertThat(ClientDeparture.explains(ex, true)).isFalse();
	}

	@Test
	void anErrorOfTheApplicationDoesNot() {
		assertThat(explains(null)).isFalse();
		assertThat(ClientDeparture.explains(null, true)).isFalse();
		assertThat(ClientDeparture.explains(new IllegalStateException("Broken"), true)).isFalse();
	}

	private static boolean explains(Throwable ex) {
		return ClientDeparture.explains(ex, false);
	}

}
