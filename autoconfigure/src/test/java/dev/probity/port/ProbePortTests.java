package dev.probity.port;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import dev.probity.web.BalancerHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

/**
 * What the probe port answers to whom, whatever others do to it meanwhile.
 */
class ProbePortTests {

	private static final String UP = "{\"status\":\"UP\"}";

	private final AtomicLong sinceStart = new AtomicLong();

	private final AtomicLong skipped = new AtomicLong();

	// real time, and as much more of it as a test wants
	private final Ticker ticker = () -> Ticker.system().read() + this.skipped.get();

	private final StartingProbes starting = new StartingProbes(new PortPaths("/livez", "/readyz", "/startupz"),
			BalancerHeaders.of(new ProbityProperties.Balancer(false)), "creating beans", this.sinceStart::get);

	private ProbePort port;

	@BeforeEach
	void open() throws IOException {
		this.port = ProbePort.open(
				new ProbePortSettings(0, ProbePortSettings.Origin.PROPERTY, null,
						new PortPaths("/livez", "/readyz", "/startupz"),
						BalancerHeaders.of(new ProbityProperties.Balancer(false)), new PortTls(null)),
				this.starting, this.ticker);
	}

	@AfterEach
	void close() {
		this.port.close();
	}

	@Test
	void beforeThereIsAnApplicationItIsAliveAndStartingAndSaysWhatItDoes() {
		this.sinceStart.set(Duration.ofSeconds(14).toNanos());
		assertThat(get("/livez")).startsWith("HTTP/1.1 200 OK\r\n").endsWith(UP);
		assertThat(get("/startupz")).startsWith("HTTP/1.1 503 Service Unavailable\r\n")
			.endsWith("{\"status\":\"OUT_OF_SERVICE\",\"starting\":\"creating beans, 14s\"}");
		assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ");
		assertThat(get("/readyz/orders")).startsWith("HTTP/1.1 503 ");
		assertThat(get("/startupz?verbose"))
			.endsWith("[-]lifecycle starting: creating beans, 14s\nstartupz check failed (out of service)\n");
		assertThat(get("/livez?verbose")).endsWith("livez check passed\n");
	}

	@Test
	void whenTheApplicationIsGoneItIsAliveAndNotReady() {
		this.port.attach(this, Map.of(), null, (probe, userAgent, status) -> {
		});
		assertThat(get("/livez")).startsWith("HTTP/1.1 404 ");
		this.port.detach(this);
		assertThat(get("/livez")).startsWith("HTTP/1.1 200 ").endsWith(UP);
		assertThat(get("/startupz")).startsWith("HTTP/1.1 200 ");
		assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ").endsWith("{\"status\":\"OUT_OF_SERVICE\"}");
		assertThat(get("/readyz/orders")).startsWith("HTTP/1.1 503 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/livez/", "/livezz", "/actuator/health", "/readyzz", "*", "/../livez", "/%6civez" })
	void nothingElseIsServed(String path) {
		assertThat(get(path)).startsWith("HTTP/1.1 404 Not Found\r\n");
	}

	@Test
	void anAnswerIsNotToBeKeptAndSaysHowLongItIs() {
		assertThat(get("/livez")).isEqualTo("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\n"
				+ "Content-Type: application/json\r\nContent-Length: 15\r\nConnection: close\r\n\r\n" + UP);
	}

	@Test
	void headHasNoBodyAndOptionsIsAnsweredAsGet() {
		assertThat(ask("HEAD /livez HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200 ")
			.contains("Content-Length: 15\r\n")
			.endsWith("\r\n\r\n");
		assertThat(ask("OPTIONS /readyz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 503 ");
	}

	/**
	 * A body would be read as the beginning of the next answer.
	 */
	@Test
	void headHasNoBodyWhereNothingIsServedEither() {
		try (RawConnection connection = new RawConnection(this.port.port())) {
			String ending = connection
				.send("HEAD /health HTTP/1.1\r\n\r\nHEAD /livez HTTP/1.1\r\nConnection: close\r\n\r\n")
				.readToTheEnd();
			assertThat(ending.split("\r\n\r\n")).hasSize(2)
				.satisfies((answers) -> assertThat(answers[0]).startsWith("HTTP/1.1 404 ")
					.contains("\r\nContent-Length: 28"))
				.satisfies((answers) -> assertThat(answers[1]).startsWith("HTTP/1.1 200 "));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "TRACE", "PATCH", "CONNECT" })
	void anyOtherMethodIsRefused(String method) {
		assertThat(ask(method + " /livez HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"))
			.startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
			.contains("\r\nAllow: GET, HEAD, OPTIONS\r\n");
	}

	@Test
	void aProxyMayAskByTheWholeAddress() {
		assertThat(ask("GET http://10.0.0.7:9595/livez?a=b HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void aConnectionIsKeptForFurtherRequestsAlsoForThoseSentAhead() {
		try (RawConnection connection = new RawConnection(this.port.port())) {
			String request = "GET /livez HTTP/1.1\r\nHost: pod\r\n\r\n";
			assertThat(connection.send(request).readUntil(UP)).doesNotContain("Connection: close");
			assertThat(connection.send(request).readUntil(UP)).startsWith("HTTP/1.1 200 ");
			int many = 2000;
			connection.send(request.repeat(many) + "GET /startupz HTTP/1.1\r\nHost: pod\r\nConnection: close\r\n\r\n");
			assertThat(connection.readToTheEnd().split("HTTP/1.1 ")).hasSize(1 + many + 1)
				.satisfies((answers) -> assertThat(answers[many]).startsWith("200"))
				.satisfies((answers) -> assertThat(answers[many + 1]).startsWith("503"));
		}
	}

	@Test
	void aRequestMayComeByteByByte() {
		try (RawConnection connection = new RawConnection(this.port.port())) {
			for (char each : "\r\nGET /livez HTTP/1.1\nHost: pod\n\n".toCharArray()) {
				connection.send(String.valueOf(each));
			}
			assertThat(connection.readUntil(UP)).startsWith("HTTP/1.1 200 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc", "hello\r\n\r\n",
			"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /livez\r\n\r\n", "GET  /livez HTTP/1.1\r\n\r\n",
			"PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n\r\n", "\r\n\r\n\u0000\u0000" })
	void whatIsNotHttpIsToldSo(String bytes) {
		assertThat(ask(bytes)).startsWith("HTTP/1.1 400 Bad Request\r\n");
		assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void aMegabyteOfHeadersIsRefusedAndReadByNobody() {
		assertThat(ask("GET /livez HTTP/1.1\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n"))
			.startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
		assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void thousandsWhoSayNothingOrHalfOfItKeepNobodyFromAnAnswer() {
		int threads = Thread.activeCount();
		long descriptors = openDescriptors();
		List<RawConnection> others = new ArrayList<>();
		try {
			IntStream.range(0, 2000).forEach((i) -> {
				RawConnection other = new RawConnection(this.port.port());
				others.add(other);
				if (i % 2 == 0) {
					other.send("GET /livez HT");
				}
				if (i % 100 == 0) {
					assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
				}
			});
			assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
			assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
			// their ends are those of the test itself
			assertThat(openDescriptors() - descriptors).isLessThan(others.size() + PortConnections.MAX + 50);
		}
		finally {
			others.forEach(RawConnection::close);
		}
	}

	@Test
	void aFloodOfRequestsKeepsNobodyFromAnAnswer() throws InterruptedException {
		AtomicBoolean over = new AtomicBoolean();
		List<Thread> flood = IntStream.range(0, 2).mapToObj((i) -> new Thread(() -> {
			String many = "GET /livez HTTP/1.1\r\n\r\n".repeat(100);
			try (RawConnection connection = new RawConnection(this.port.port())) {
				while (!over.get()) {
					connection.send(many);
					IntStream.range(0, 100).forEach((each) -> connection.readUntil(UP));
				}
			}
		})).toList();
		flood.forEach(Thread::start);
		for (int i = 0; i < 50; i++) {
			assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
		}
		assertThat(flood).allMatch(Thread::isAlive);
		over.set(true);
		for (Thread each : flood) {
			each.join();
		}
	}

	@Test
	@Timeout(60)
	void requestsWithoutEndKeepNobodyFromAnAnswer() throws IOException {
		try (EndlessRequests endless = new EndlessRequests(
				new Socket(InetAddress.getLoopbackAddress(), this.port.port()))) {
			for (int i = 0; i < 5; i++) {
				assertThat(CompletableFuture.supplyAsync(() -> get("/livez")))
					.succeedsWithin(Duration.ofSeconds(10), as(STRING))
					.startsWith("HTTP/1.1 200 ");
			}
			endless.awaitAnswers();
		}
	}

	/**
	 * Also where nothing is left to be read by the time that others have had their turn.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 15, 16, 17, 32, 33, 300 })
	void whoAsksManyTimesAtOnceHasAllAnswersAndIsKept(int many) {
		try (RawConnection connection = new RawConnection(this.port.port())) {
			String requests = "GET /livez HTTP/1.1\r\n\r\n".repeat(many);
			connection.send(requests);
			IntStream.range(0, many).forEach((each) -> assertThat(connection.readUntil(UP)).isNotEmpty());
			pass(Duration.ofSeconds(6));
			assertThat(connection.send(requests + "GET /livez HTTP/1.0\r\n\r\n").readToTheEnd().split(" 200 OK"))
				.hasSize(1 + many + 1);
		}
	}

	@Test
	void whoDoesNotFinishARequestIsLeft() {
		try (RawConnection half = new RawConnection(this.port.port());
				RawConnection silent = new RawConnection(this.port.port());
				RawConnection kept = new RawConnection(this.port.port())) {
			half.send("GET /livez HTTP/1.1\r\nX: ");
			kept.send("GET /livez HTTP/1.1\r\n\r\n").readUntil(UP);
			pass(Duration.ofSeconds(6));
			assertThat(half.readToTheEnd()).isEmpty();
			assertThat(silent.readToTheEnd()).isEmpty();
			assertThat(kept.send("GET /livez HTTP/1.1\r\n\r\n").readUntil(UP)).isNotEmpty();
			pass(Duration.ofSeconds(91));
			assertThat(kept.readToTheEnd()).isEmpty();
		}
	}

	@Test
	void whoTakesNoAnswersIsLeft() {
		long descriptors = openDescriptors();
		try (RawConnection deaf = new RawConnection(this.port.port())) {
			// more than fits between here and there
			byte[] requests = "GET /livez HTTP/1.1\r\n\r\n".repeat(1000).getBytes();
			Thread sender = new Thread(() -> {
				try {
					while (true) {
						deaf.send(requests);
					}
				}
				catch (RuntimeException ex) {
					// left
				}
			});
			sender.start();
			await().until(() -> sender.getState() == Thread.State.RUNNABLE);
			assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
			await().until(() -> {
				this.skipped.addAndGet(Duration.ofSeconds(91).toNanos());
				return !sender.isAlive();
			});
		}
		await().until(() -> openDescriptors() <= descriptors + 2);
	}

	@Test
	void anInterruptOfItsThreadDoesNoHarm() {
		Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("probity-port"))
			.forEach(Thread::interrupt);
		assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void onceClosedItTakesNoConnectionAndLeavesNoThread() {
		try (RawConnection kept = new RawConnection(this.port.port())) {
			kept.send("GET /livez HTTP/1.1\r\n\r\n").readUntil(UP);
			this.port.close();
			assertThat(kept.readToTheEnd()).isEmpty();
		}
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("probity-port") && thread.isAlive()));
	}

	/**
	 * Once all that was sent before has been dealt with: what is asked next is answered
	 * after that.
	 */
	private void pass(Duration time) {
		get("/livez");
		this.skipped.addAndGet(time.toNanos());
	}

	private String get(String path) {
		return RawConnection.get(this.port.port(), path);
	}

	private String ask(String request) {
		return RawConnection.ask(this.port.port(), request);
	}

	private static long openDescriptors() {
		return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
	}

}
