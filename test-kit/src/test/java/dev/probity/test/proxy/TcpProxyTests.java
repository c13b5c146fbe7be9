package dev.probity.test.proxy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link TcpProxy}, in front of a server that echoes.
 */
class TcpProxyTests {

	/** Long enough for loopback, paid only where silence is what is expected. */
	private static final Duration SILENCE = Duration.ofMillis(300);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final List<Socket> clients = new ArrayList<>();

	private final TcpProxy proxy = new TcpProxy();

	private ServerSocket server;

	private Thread serving;

	@BeforeEach
	void startServer() throws IOException {
		this.server = new ServerSocket();
		this.server.bind(new InetSocketAddress(TcpProxy.HOST, 0));
		this.serving = Daemon.start("echo", this::serve);
		this.proxy.forward(this.server.getLocalPort());
	}

	@AfterEach
	void close() throws IOException {
		this.proxy.refuse();
		this.server.close();
		for (Socket client : this.clients) {
			client.close();
		}
	}

	@Test
	void forwardsInBothDirections() throws IOException {
		assertThat(ask(connect(), "hello")).isEqualTo("hello");
	}

	@Test
	void passesTheEndOfAStreamOn() throws IOException {
		Socket client = connect();
		write(client, "last");
		client.shutdownOutput();
		client.setSoTimeout((int) PATIENCE.toMillis());
		assertThat(client.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("last");
	}

	@Test
	void holdsConnectionsUntilItKnowsWhereTheyGo() throws IOException {
		TcpProxy proxy = new TcpProxy();
		Socket client = connect(proxy);
		write(client, "early");
		assertSilent(client);
		proxy.forward(this.server.getLocalPort());
		assertThat(read(client, 5)).isEqualTo("early");
		proxy.refuse();
	}

	@Test
	void hangingPassesNothingOnAndClosesNothing() throws IOException {
		Socket client = connect();
		ask(client, "before");
		this.proxy.hang();
		write(client, "during");
		assertSilent(client);
	}

	@Test
	void hangingAcceptsConnectionsWithoutAnAnswer() throws IOException {
		this.proxy.hang();
		Socket client = connect();
		write(client, "anybody?");
		assertSilent(client);
	}

	@Test
	void losesNoByteWhenItHangsAndHeals() throws IOException {
		Socket old = connect();
		ask(old, "before");
		this.proxy.hang();
		Socket young = connect();
		write(old, "during");
		write(young, "during, too");
		this.proxy.heal();
		write(old, " and after");
		assertThat(read(old, 16)).isEqualTo("during and after");
		assertThat(read(young, 11)).isEqualTo("during, too");
	}

	@Test
	void refusingCutsConnections() throws IOException {
		Socket client = connect();
		ask(client, "before");
		this.proxy.refuse();
		assertThatIOException().isThrownBy(() -> ask(client, "after")).isNotInstanceOf(SocketTimeoutException.class);
	}

	@Test
	void refusingCutsConnectionsThatHang() throws IOException {
		Socket client = connect();
		ask(client, "before");
		this.proxy.hang();
		write(client, "during");
		this.proxy.refuse();
		assertThatIOException().isThrownBy(() -> read(client, 1)).isNotInstanceOf(SocketTimeoutException.class);
	}

	@Test
	void refusingRefusesNewConnections() {
		this.proxy.refuse();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
	}

	@Test
	void healsOnTheSamePortAsOftenAsItIsRefused() throws IOException {
		int port = this.proxy.port();
		for (int i = 0; i < 50; i++) {
			assertThat(ask(connect(), "hello")).isEqualTo("hello");
			this.proxy.refuse();
			this.proxy.refuse();
			this.proxy.heal();
		}
		assertThat(ask(connect(), "hello")).isEqualTo("hello");
		assertThat(this.proxy.port()).isEqualTo(port);
	}

	@Test
	void hangsAfterItRefused() throws IOException {
		this.proxy.refuse();
		this.proxy.hang();
		Socket client = connect();
		write(client, "hello");
		assertSilent(client);
		this.proxy.heal();
		assertThat(read(client, 5)).isEqualTo("hello");
	}

	@Test
	void cutsConnectionsWhenTheServerIsGone() throws IOException, InterruptedException {
		this.server.close();
		// the port is really closed only when nobody is in accept() any more
		this.serving.join();
		Socket client = connect();
		assertThatIOException().isThrownBy(() -> read(client, 1)).isNotInstanceOf(SocketTimeoutException.class);
	}

	@Test
	void resettingCutsConnectionsAndLetsNewOnesThrough() throws IOException {
		Socket client = connect();
		ask(client, "before");
		this.proxy.reset();
		assertThatIOException().isThrownBy(() -> ask(client, "after")).isNotInstanceOf(SocketTimeoutException.class);
		assertThat(ask(connect(), "hello")).isEqualTo("hello");
		assertThat(this.proxy.accepted()).isEqualTo(2);
	}

	@Test
	void delaysEachQuestionUntilItIsHealed() throws IOException {
		Socket client = connect();
		this.proxy.delay(Duration.ofMillis(200));
		long begin = System.nanoTime();
		assertThat(ask(client, "one")).isEqualTo("one");
		assertThat(ask(client, "two")).isEqualTo("two");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
		this.proxy.delay(Duration.ofHours(1));
		write(client, "three");
		assertSilent(client);
		this.proxy.heal();
		assertThat(read(client, 5)).isEqualTo("three");
	}

	/**
	 * A question may be long, and is one all the same.
	 */
	@Test
	void delaysALongQuestionOnce() throws Exception {
		int length = 1 << 20;
		try (ServerSocket listening = new ServerSocket()) {
			listening.bind(new InetSocketAddress(TcpProxy.HOST, 0));
			Daemon.start("listening", () -> answerOnce(listening, length));
			this.proxy.forward(listening.getLocalPort());
			this.proxy.delay(Duration.ofMillis(100));
			Socket client = connect();
			long begin = System.nanoTime();
			client.getOutputStream().write(new byte[length]);
			assertThat(read(client, 2)).isEqualTo("ok");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(100),
					Duration.ofSeconds(5));
		}
	}

	@Test
	void delaysTheNextQuestionThoughTheOneBeforeHadNoAnswer() throws Exception {
		try (ServerSocket listening = new ServerSocket()) {
			listening.bind(new InetSocketAddress(TcpProxy.HOST, 0));
			Daemon.start("listening", () -> answerOnce(listening, 6));
			this.proxy.forward(listening.getLocalPort());
			this.proxy.delay(Duration.ofMillis(100));
			Socket client = connect();
			write(client, "one");
			assertSilent(client);
			long begin = System.nanoTime();
			write(client, "two");
			assertThat(read(client, 2)).isEqualTo("ok");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
		}
	}

	@Test
	void hasOnlyDaemonThreads() throws IOException {
		ask(connect(), "hello");
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> thread.getName().startsWith("proxy-"))
			.isNotEmpty()
			.allMatch(Thread::isDaemon);
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				Daemon.start("echo", () -> echo(socket));
			}
			catch (IOException ex) {
				// the test is over
			}
		}
	}

	private static void echo(Socket socket) {
		try (socket) {
			socket.getInputStream().transferTo(socket.getOutputStream());
		}
		catch (IOException ex) {
			// cut
		}
	}

	private static void answerOnce(ServerSocket listening, int length) {
		try (Socket socket = listening.accept()) {
			socket.getInputStream().readNBytes(length);
			socket.getOutputStream().write("ok".getBytes(StandardCharsets.UTF_8));
			socket.getInputStream().read();
		}
		catch (IOException ex) {
			// cut
		}
	}

	private Socket connect() throws IOException {
		return connect(this.proxy);
	}

	private Socket connect(TcpProxy proxy) throws IOException {
		Socket client = new Socket(TcpProxy.HOST, proxy.port());
		this.clients.add(client);
		return client;
	}

	private static String ask(Socket client, String text) throws IOException {
		write(client, text);
		return read(client, text.length());
	}

	private static void write(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String read(Socket client, int count) throws IOException {
		client.setSoTimeout((int) PATIENCE.toMillis());
		byte[] bytes = client.getInputStream().readNBytes(count);
		if (bytes.length < count) {
			throw new IOException("End of stream");
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static void assertSilent(Socket client) throws IOException {
		client.setSoTimeout((int) SILENCE.toMillis());
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.getInputStream().read());
	}

}
