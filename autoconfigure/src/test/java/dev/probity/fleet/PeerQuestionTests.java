package dev.probity.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.probity.engine.CheckMonitor;
import dev.probity.fleet.PeerToken.Stamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom to ask, and what counts of what comes back.
 */
class PeerQuestionTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s";

	private final FleetThread thread = new FleetThread();

	private final List<ServerSocket> servers = new ArrayList<>();

	private final List<String> targets = new ArrayList<>();

	private final List<String> selves = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		this.thread.close();
		for (ServerSocket server : this.servers) {
			server.close();
		}
	}

	@Test
	void opinionsAreCounted() throws Exception {
		answering("passing a");
		answering("failing b");
		answering("failing c");
		answering("none d");
		assertThat(ask(null)).extracting(Poll::asked, Poll::passing, Poll::failing).containsExactly(4, 1, 2);
	}

	@Test
	void itselfIsNotAskedAndNobodyCountsTwice() throws Exception {
		answering("failing me");
		answering("failing b");
		answering("failing b");
		assertThat(ask(null)).extracting(Poll::asked, Poll::passing, Poll::failing).containsExactly(1, 0, 1);
		assertThat(this.selves).containsExactly(this.targets.get(0));
	}

	@Test
	void whatIsNoAnswerIsNoOpinion() throws Exception {
		speaking("SSH-2.0-OpenSSH_9.2\r\n");
		speaking("HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nfailing a\n");
		speaking("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n");
		speaking(OK.formatted(2, "{}"));
		speaking(OK.formatted(9, "failing a") + "failing b");
		answering("FAILING c");
		answering("failing " + "d".repeat(1000));
		refusing();
		assertThat(ask(null)).extracting(Poll::asked, Poll::passing, Poll::failing).containsExactly(8, 0, 1);
	}

	@Test
	void whoIsSilentOrNeverComesToAnEndIsNotWaitedForBeyondTheBound() throws Exception {
		serve((question) -> null);
		blackHoled();
		trickling();
		answering("failing a");
		long begin = System.nanoTime();
		assertThat(ask(null)).extracting(Poll::asked, Poll::passing, Poll::failing).containsExactly(4, 0, 1);
		// a timeout of 2 s, and 1 s
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(2_900),
				Duration.ofMillis(3_800));
	}

	@Test
	void nobodyToAskIsAnsweredAtOnce() throws Exception {
		assertThat(ask(null)).extracting(Poll::asked, Poll::passing, Poll::failing).containsExactly(0, 0, 0);
	}

	@Test
	void whereThereIsATokenOnlySignedAnswersCount() throws Exception {
		PeerToken token = new PeerToken("secret");
		answering("failing liar");
		answering("failing liar " + "0".repeat(64));
		serve((question) -> signed(question, token, new PeerVoice(Opinion.FAILING, "a"), Opinion.FAILING));
		serve((question) -> signed(question, token, new PeerVoice(Opinion.FAILING, "b"), Opinion.PASSING));
		serve((question) -> signed(question, new PeerToken("guess"), new PeerVoice(Opinion.FAILING, "c"),
				Opinion.FAILING));
		assertThat(ask(token)).extracting(Poll::asked, Poll::passing, Poll::failing).containsExactly(5, 0, 1);
	}

	@Test
	void theCheckIsAPartOfThePath() throws Exception {
		CompletableFuture<String> asked = new CompletableFuture<>();
		serve((question) -> {
			asked.complete(question.split("\r\n")[0]);
			return OK.formatted(9, "passing a");
		});
		questions(null).ask("db/my orders%", 20, (poll) -> {
		});
		assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("GET /shop/peerz/db/my%20orders%25 HTTP/1.1");
	}

	private static String signed(String question, PeerToken token, PeerVoice voice, Opinion said) {
		String query = question.substring(question.indexOf("time="), question.indexOf(" HTTP"));
		Stamp stamp = new Stamp(query.replaceAll("time=(\\d+).*", "$1"), query.replaceAll(".*nonce=(\\w+).*", "$1"));
		String text = new PeerVoice(said, voice.instance()).text(token.sign("db", stamp, voice));
		return OK.formatted(text.length(), text);
	}

	private Poll ask(@Nullable PeerToken token) throws Exception {
		CompletableFuture<Poll> poll = new CompletableFuture<>();
		questions(token).ask("db", 20, poll::complete);
		return poll.get(10, TimeUnit.SECONDS);
	}

	private HttpPeerQuestions questions(@Nullable PeerToken token) {
		return new HttpPeerQuestions(new PeerTargets() {

			@Override
			public int count() {
				return PeerQuestionTests.this.targets.size();
			}

			@Override
			public List<String> pick(int k, RandomGenerator random) {
				return PeerQuestionTests.this.targets;
			}

			@Override
			public void isSelf(String target) {
				PeerQuestionTests.this.selves.add(target);
			}

		}, "/shop/peerz", "me", token, new CheckMonitor(), new PeerClient(), this.thread, InstantSource.system(),
				new SplittableRandom());
	}

	private void answering(String text) throws IOException {
		speaking(OK.formatted(text.length(), text));
	}

	private void speaking(String answer) throws IOException {
		serve((question) -> answer);
	}

	private void serve(Function<String, @Nullable String> answers) throws IOException {
		accept((socket) -> {
			byte[] question = new byte[8192];
			int length = socket.getInputStream().read(question);
			String answer = answers.apply(new String(question, 0, length, StandardCharsets.US_ASCII));
			if (answer == null) {
				TimeUnit.SECONDS.sleep(20);
			}
			else {
				socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			}
		});
	}

	private void trickling() throws IOException {
		accept((socket) -> {
			OutputStream output = socket.getOutputStream();
			output.write("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			while (true) {
				output.write('f');
				TimeUnit.MILLISECONDS.sleep(200);
			}
		});
	}

	/**
	 * It is not even connected to.
	 */
	private void blackHoled() throws IOException {
		ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.servers.add(server);
		this.targets.add("http://localhost:" + server.getLocalPort());
		for (int i = 0; i < 3; i++) {
			Socket queued = new Socket();
			try {
				queued.connect(server.getLocalSocketAddress(), 100);
			}
			catch (IOException ex) {
				// its queue is full
			}
		}
	}

	private void refusing() throws IOException {
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.targets.add("http://localhost:" + closed.getLocalPort());
		}
	}

	private void accept(Conversation conversation) throws IOException {
		ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		this.servers.add(server);
		this.targets.add("http://localhost:" + server.getLocalPort());
		Thread thread = new Thread(() -> {
			while (!server.isClosed()) {
				try (Socket socket = server.accept()) {
					conversation.hold(socket);
				}
				catch (Exception ex) {
					// the other side is gone
				}
			}
		}, "peer");
		thread.setDaemon(true);
		thread.start();
	}

	@FunctionalInterface
	private interface Conversation {

		void hold(Socket socket) throws Exception;

	}

}
