package dev.probity.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.port.PortConnection.Reply;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where memory is lacking for one caller the others are served, and nobody is left
 * connected to nothing.
 */
class PortLoopTests {

	private static final String ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";

	private static final String LATE = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

	private final AtomicReference<CompletableFuture<ByteBuffer>> later = new AtomicReference<>();

	private final AtomicBoolean full = new AtomicBoolean();

	private ServerSocketChannel server;

	private PortLoop loop;

	@BeforeEach
	void serve() throws IOException {
		this.server = ServerSocketChannel.open();
		this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.loop = new PortLoop(this.server, (channel) -> {
			failWhereFull();
			return new PlainTransport(channel);
		}, (request) -> {
			failWhereFull();
			CompletableFuture<ByteBuffer> made = this.later.getAndSet(null);
			return (made != null)
					? new Reply(made.thenApply(ByteBuffer::duplicate).toCompletableFuture(), request.connection())
					: new Reply(ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.US_ASCII)), request.connection());
		}, Ticker.system());
		Thread thread = new Thread(this.loop, "port-loop-tests");
		thread.setDaemon(true);
		thread.start();
	}

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Test
	void anAnswerThatTakesItsTimeHoldsUpNobody() {
		CompletableFuture<ByteBuffer> made = new CompletableFuture<>();
		this.later.set(made);
		try (RawConnection patient = connection();
				RawConnection gone = connection();
				RawConnection other = connection()) {
			patient.send("GET /livez HTTP/1.1\r\n\r\nGET /livez HTTP/1.1\r\n\r\n");
			await().until(() -> this.later.get() == null);
			this.later.set(made);
			gone.send("GET /livez HTTP/1.1\r\n\r\n");
			await().until(() -> this.later.get() == null);
			gone.close();
			for (int i = 0; i < 100; i++) {
				ask(other);
			}
			made.complete(ByteBuffer.wrap(LATE.getBytes(StandardCharsets.US_ASCII)));
			assertThat(patient.readUntil(ANSWER)).as("in the order of the questions").isEqualTo(LATE + ANSWER);
			ask(other);
		}
	}

	@Test
	void whoComesIsHungUpOnAndTheOthersAreServed() {
		try (RawConnection other = connection()) {
			ask(other);
			this.full.set(true);
			try (RawConnection unlucky = connection()) {
				assertThat(unlucky.readToTheEnd()).isEmpty();
			}
			this.full.set(false);
			ask(other);
			try (RawConnection next = connection()) {
				ask(next);
			}
		}
	}

	@Test
	void whoAsksIsHungUpOnAndTheOthersAreServed() {
		try (RawConnection other = connection(); RawConnection unlucky = connection()) {
			ask(other);
			ask(unlucky);
			this.full.set(true);
			assertThat(unlucky.send("GET /livez HTTP/1.1\r\n\r\n").readToTheEnd()).isEmpty();
			this.full.set(false);
			ask(other);
		}
	}

	private void failWhereFull() {
		if (this.full.get()) {
			throw new OutOfMemoryError("Java heap space");
		}
	}

	private RawConnection connection() {
		return new RawConnection(this.server.socket().getLocalPort());
	}

	private static void ask(RawConnection connection) {
		assertThat(connection.send("GET /livez HTTP/1.1\r\n\r\n").readUntil("\r\n\r\n")).isEqualTo(ANSWER);
	}

}
