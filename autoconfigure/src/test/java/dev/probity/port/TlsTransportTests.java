package dev.probity.port;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManagerFactory;

import dev.probity.fixture.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes over TLS between two ends, none of which ever waits.
 */
@Timeout(60)
class TlsTransportTests {

	@TempDir
	private static Path keys;

	private final ByteBuffer received = ByteBuffer.allocate(1024);

	private SocketChannel client;

	private SocketChannel server;

	private SSLEngine sending;

	private TlsTransport from;

	private TlsTransport to;

	@BeforeEach
	void connect() throws Exception {
		try (ServerSocketChannel acceptor = ServerSocketChannel.open()) {
			acceptor.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
			acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			this.client = SocketChannel.open(acceptor.getLocalAddress());
			this.server = acceptor.accept();
		}
		this.client.configureBlocking(false);
		this.server.configureBlocking(false);
		SSLContext context = context();
		this.sending = context.createSSLEngine();
		this.sending.setUseClientMode(true);
		SSLEngine receiving = context.createSSLEngine();
		receiving.setUseClientMode(false);
		this.from = new TlsTransport(this.client, this.sending);
		this.to = new TlsTransport(this.server, receiving);
		while (Stream.of(this.sending, receiving).anyMatch(TlsTransportTests::isShakingHands)) {
			this.from.read(this.received);
			this.to.read(this.received);
		}
	}

	private static boolean isShakingHands(SSLEngine engine) {
		return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
				|| engine.getSession().getProtocol().equals("NONE");
	}

	private static SSLContext context() throws Exception {
		Map<String, String> settings = Stream.of(SelfSigned.server(keys))
			.map((setting) -> setting.split("="))
			.collect(Collectors.toMap((setting) -> setting[0], (setting) -> setting[1]));
		char[] password = SelfSigned.PASSWORD.toCharArray();
		KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		own.init(KeyStore.getInstance(new File(settings.get("server.ssl.key-store")), password), password);
		TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trusted.init(KeyStore.getInstance(new File(settings.get("server.ssl.trust-store")), password));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
		return context;
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@Test
	void whatIsWrittenAtOneEndIsReadAtTheOther() throws IOException {
		this.from.write(ByteBuffer.wrap("GET /livez".getBytes(StandardCharsets.US_ASCII)));
		while (this.received.position() == 0) {
			this.to.read(this.received);
		}
		assertThat(StandardCharsets.US_ASCII.decode(this.received.flip()).toString()).isEqualTo("GET /livez");
	}

	/**
	 * New keys fill no buffer: whoever sent them without end would be read without end,
	 * and nobody else.
	 */
	@Test
	void recordsWithoutContentAreReadForAWhileAndThenAgain() throws IOException {
		ByteBuffer nothing = ByteBuffer.allocate(0);
		ByteBuffer record = ByteBuffer.allocate(this.sending.getSession().getPacketBufferSize());
		long sent = 0;
		for (int written = 1; written > 0 && sent < 600_000; sent += written) {
			this.sending.beginHandshake();
			this.sending.wrap(nothing, record.clear());
			written = this.client.write(record.flip());
		}
		assertThat(sent).isGreaterThan(400_000);
		assertThat(this.to.read(this.received)).isZero();
		assertThat(this.server.read(ByteBuffer.allocate(1))).as("what is left for the next time").isEqualTo(1);
	}

}
