package dev.probity.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Passed;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Only silence and refusal are failures of a server; whatever else it does is an answer.
 */
class ServerCheckTests {

	private static final Duration PATIENCE = Duration.ofMillis(800);

	/** For what has to answer, on a busy machine. */
	private static final Duration ANY_TIME = Duration.ofSeconds(20);

	private static final int RUNS = 5;

	private static final int TLS_HANDSHAKE = 0x16;

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void end() {
		this.end.countDown();
	}

	static Stream<Arguments> answers() {
		return Stream.of(answer("closes the connection", Socket::shutdownOutput, "closes the connection"),
				answer("closes it once it has read", ServerCheckTests::read, "closes the connection"),
				answer("resets it", ServerCheckTests::reset, "resets the connection"),
				answer("wants the PROXY protocol", ServerCheckTests::readProxyHeader, "closes the connection"),
				answer("TLS alert", says(0x15, 3, 3, 0, 2, 2, 40), "a TLS alert"),
				answer("HTTP/2 settings", says(0, 0, 0, 4, 0, 0, 0, 0, 0), "HTTP/2"),
				answer("a single byte", says('H'), "something other than HTTP"),
				answer("a greeting", says("220 mail ESMTP\r\n"), "something other than HTTP"),
				answer("no content", says("HTTP/1.1 204 No Content\r\n\r\n"), "HTTP status 204"),
				answer("an error", says("HTTP/1.1 503 Service Unavailable\r\n\r\n"), "HTTP status 503"),
				answer("HTTP/1.0", says("HTTP/1.0 404 Not Found\r\n\r\n"), "HTTP status 404"));
	}

	@ParameterizedTest
	@MethodSource("answers")
	void whateverAServerDoesIsAnAnswerEachTime(Behaviour behaviour, String words) throws Exception {
		try (ServerSocket server = serve(behaviour)) {
			ServerCheck check = check(server.getLocalPort(), ANY_TIME, () -> 0);
			for (int i = 0; i < RUNS; i++) {
				CheckResult result = check.check();
				assertThat(result).isInstanceOf(Passed.class);
				assertThat(result.details()).isEqualTo(Map.of("port", server.getLocalPort(), "answer", words));
			}
		}
	}

	@Test
	void anAcceptorWhoseWorkersAreBusyIsSilent() throws Exception {
		try (ServerSocket server = serve((socket) -> this.end.await())) {
			assertSilent(server, check(server.getLocalPort(), PATIENCE, () -> 0).check());
		}
	}

	@Test
	void aKernelThatTakesTheConnectionIsSilent() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			assertSilent(server, check(server.getLocalPort(), PATIENCE, () -> 0).check());
		}
	}

	private static void assertSilent(ServerSocket server, CheckResult result) {
		assertThat(result).isEqualTo(CheckResult.failed(
				"port %d does not answer, and no other request is answered either".formatted(server.getLocalPort())));
	}

	@Test
	void whoseWorkersAreAllBusyIsSaid() throws Exception {
		try (ServerSocket server = serve((socket) -> this.end.await())) {
			ServerCheck check = new ServerCheck(server::getLocalPort, () -> List.of(InetAddress.getLoopbackAddress()),
					"/asked", () -> PATIENCE, () -> 0, () -> new ServerThreads(2, 2), Ticker.system());
			CheckResult result = check.check();
			assertThat(result.reason()).isEqualTo(
					"port %d does not answer, and no other request is answered either: 2 of 2 worker threads in use"
						.formatted(server.getLocalPort()));
			assertThat(result.details()).containsEntry("busyThreads", 2).containsEntry("maxThreads", 2);
		}
	}

	@Test
	void aGreetingOfHttp2WithoutAnAnswerIsSilence() throws Exception {
		try (ServerSocket server = serve((socket) -> {
			read(socket);
			socket.getOutputStream().write(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });
			this.end.await();
		})) {
			assertSilent(server, check(server.getLocalPort(), PATIENCE, () -> 0).check());
		}
	}

	@Test
	void whatIsNeverUnderstoodIsAskedInOneLanguageFromThenOn() throws Exception {
		AtomicLong connections = new AtomicLong();
		try (ServerSocket server = serve((socket) -> {
			connections.incrementAndGet();
			read(socket);
		})) {
			ServerCheck check = check(server.getLocalPort(), ANY_TIME, () -> 0);
			check.check();
			assertThat(connections).as("plain, and over TLS").hasValue(2);
			check.check();
			check.check();
			assertThat(connections).hasValue(4);
		}
	}

	@Test
	void silenceWhileOtherRequestsAreAnsweredPasses() throws Exception {
		AtomicLong served = new AtomicLong();
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			CheckResult result = check(server.getLocalPort(), PATIENCE, () -> served.getAndAdd(3)).check();
			assertThat(result).isInstanceOf(Passed.class);
			assertThat(result.details()).containsEntry("answeredMeanwhile", 3L);
		}
	}

	@Test
	void aPortThatTakesNoConnectionFails() throws Exception {
		ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		server.close();
		assertThat(check(server.getLocalPort(), ANY_TIME, () -> 0).check())
			.isEqualTo(CheckResult.failed("port %d accepts no connection".formatted(server.getLocalPort())));
	}

	@Test
	void aServerWithoutAPortFails() {
		assertThat(check(-1, ANY_TIME, () -> 0).check()).isInstanceOf(Failed.class);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isSoughtUntilItIsFoundAndFromThenOnAskedThereOnly() throws Exception {
		InetAddress nowhere = InetAddress.getByName("127.0.0.1");
		InetAddress somewhere = InetAddress.getByName("127.0.0.2");
		try (ServerSocket server = new ServerSocket()) {
			server.bind(new InetSocketAddress(somewhere, 0));
			ServerCheck check = new ServerCheck(server::getLocalPort, () -> List.of(nowhere, somewhere), "/",
					() -> PATIENCE, () -> 0, () -> null, Ticker.system());
			assertSilent(server, check.check());
			try (ServerSocket other = new ServerSocket(server.getLocalPort(), 50, nowhere)) {
				server.close();
				assertThat(check.check().reason()).contains("accepts no connection");
				assertThat(other.isBound()).isTrue();
			}
		}
	}

	private static ServerCheck check(int port, Duration patience, LongSupplier served) {
		return new ServerCheck(() -> port, () -> List.of(InetAddress.getLoopbackAddress()), "/asked", () -> patience,
				served, () -> null, Ticker.system());
	}

	private static ServerSocket serve(Behaviour behaviour) throws IOException {
		ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread acceptor = new Thread(() -> {
			while (!server.isClosed()) {
				try (Socket socket = server.accept()) {
					behaviour.serve(socket);
				}
				catch (IOException | InterruptedException ex) {
					// the next one
				}
			}
		});
		acceptor.setDaemon(true);
		acceptor.start();
		return server;
	}

	private static Arguments answer(String name, Behaviour behaviour, String words) {
		return arguments(named(name, behaviour), words);
	}

	private static Behaviour says(String text) {
		return (socket) -> {
			read(socket);
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		};
	}

	private static Behaviour says(int... bytes) {
		return says(new String(bytes, 0, bytes.length));
	}

	/**
	 * All of a question, or the beginning of one over TLS.
	 */
	private static void read(Socket socket) throws IOException {
		if (socket.getInputStream().read() == TLS_HANDSHAKE) {
			return;
		}
		BufferedReader lines = lines(socket);
		for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
			assertThat(line).isNotBlank();
		}
	}

	private static void readProxyHeader(Socket socket) throws IOException {
		byte[] first = new byte[4096];
		int length = socket.getInputStream().read(first);
		assertThat(new String(first, 0, length, StandardCharsets.US_ASCII)).doesNotStartWith("PROXY ");
	}

	private static void reset(Socket socket) throws IOException {
		read(socket);
		socket.setSoLinger(true, 0);
	}

	private static BufferedReader lines(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
	}

	/**
	 * What a server does with a connection that it has accepted. It is closed after that.
	 */
	@FunctionalInterface
	private interface Behaviour {

		void serve(Socket socket) throws IOException, InterruptedException;

	}

}
