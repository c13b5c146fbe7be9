package dev.probity.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

import dev.probity.fixture.KafkaServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is silent, refuses or cannot be found keeps no client from the others.
 */
class KafkaServersTests {

	private static final Duration WITHIN = Duration.ofSeconds(8);

	@Test
	void thoseThatAnswerAreWorthAskingWhateverTheyWant() throws Exception {
		KafkaServer broker = KafkaServer.get();
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Thread acceptor = new Thread(() -> closeOne(closing));
			acceptor.start();
			assertThat(KafkaServers.worthAsking(
					List.of("localhost:" + silent.getLocalPort(), "SASL_SSL://localhost:" + closing.getLocalPort(),
							"nosuch.invalid:1", "localhost:1", broker.securedAddress(), broker.address()),
					WITHIN))
				.containsExactly("SASL_SSL://localhost:" + closing.getLocalPort(), broker.securedAddress(),
						broker.address());
			acceptor.join();
		}
	}

	@Test
	void allAreWorthAskingIfNoneAnswersAndTheOnlyOneInAnyCase() {
		assertThat(KafkaServers.worthAsking(List.of("localhost:1", "localhost:2"), WITHIN))
			.containsExactly("localhost:1", "localhost:2");
		assertThat(KafkaServers.worthAsking(List.of("localhost:1"), WITHIN)).containsExactly("localhost:1");
	}

	private static void closeOne(ServerSocket server) {
		try (Socket socket = server.accept()) {
			socket.getInputStream().read();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
