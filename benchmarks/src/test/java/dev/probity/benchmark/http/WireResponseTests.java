package dev.probity.benchmark.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A response is over where its head says, and not before.
 */
class WireResponseTests {

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nright",
			"HTTP/1.1 200 OK\r\ncontent-length:0\r\nX-Content-Length: 9\r\n\r\n",
			"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nri\r\n1A\r\nabcdefghijklmnopqrst\nvwxyz\r\n0\r\n\r\n" })
	void aResponseIsIncompleteUpToItsLastByte(String response) throws IOException {
		for (int arrived = 0; arrived < response.length(); arrived++) {
			assertThat(WireResponse.length(buffer(response.substring(0, arrived)))).as("%d bytes", arrived)
				.isEqualTo(WireResponse.INCOMPLETE);
		}
		assertThat(WireResponse.length(buffer(response))).isEqualTo(response.length());
		assertThat(WireResponse.status(buffer(response))).isEqualTo(200);
	}

	@Test
	void theStatusIsThatOfTheFirstLine() {
		assertThat(WireResponse.status(buffer("HTTP/1.1 503 Service Unavailable\r\n"))).isEqualTo(503);
	}

	@Test
	void theLastResponseOfAConnectionSaysSo() {
		assertThat(WireResponse.closes(buffer("HTTP/1.1 503 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n")))
			.isTrue();
		assertThat(WireResponse.closes(buffer("HTTP/1.1 200 \r\nContent-Length: 19\r\n\r\n\r\nconnection: close")))
			.isFalse();
	}

	@Test
	void aResponseWhoseEndNothingTellsIsRefused() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> WireResponse.length(buffer("HTTP/1.1 200\r\nConnection: close\r\n\r\nright")));
	}

	private static ByteBuffer buffer(String text) {
		return ByteBuffer.allocate(1024).put(text.getBytes(StandardCharsets.US_ASCII));
	}

}
