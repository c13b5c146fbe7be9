package dev.probity.inquiry;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import dev.probity.fixture.ArabicDigits;
import dev.probity.inquiry.SelfInquiry.Scheme;
import dev.probity.traffic.SelfRequest;
import dev.probity.traffic.SelfRequests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is concluded from what a port answers, whoever it is that listens.
 */
class SelfInquiryTests {

	private final SelfRequests requests = new SelfRequests();

	@Test
	void whatHasArrivedAndIsAnsweredAsAnInstanceThatIsNotReadyAnswersIsItsOwn() throws Exception {
		assertThat(ask((number) -> {
			arrived(number);
			return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
		})).isInstanceOf(SelfFinding.Own.class);
		assertThat(this.requests.isEmpty()).isTrue();
	}

	@Test
	void whatHasArrivedAndIsAnsweredOtherwiseHasBeenChangedOnItsWay() throws Exception {
		assertThat(ask((number) -> {
			arrived(number);
			return "HTTP/1.1 200 \r\ncontent-type: application/json;charset=UTF-8\r\n\r\n{}";
		})).isEqualTo(new SelfFinding.Foreign(new ForeignAnswer(200, "application/json", null)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 302, 401, 404, 500, 503 })
	void whatHasNotArrivedIsSomebodyElsesWhateverItSays(int status) throws Exception {
		// another instance, or a cache, may answer just as this one would
		assertThat(ask((number) -> "HTTP/1.1 %d x\r\nContent-Type: application/json\r\n\r\n%s".formatted(status,
				"{\"status\":\"OUT_OF_SERVICE\"}")))
			.isEqualTo(new SelfFinding.Foreign(new ForeignAnswer(status, "application/json", null)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n\r\n",
			"HTTP/1.1 200 OK\r\nX: y" })
	void whatDoesNotUnderstandTheRequestSaysNothing(String answer) throws Exception {
		assertThat(ask((number) -> answer)).isInstanceOf(SelfFinding.Unknown.class);
	}

	@Test
	void aPortThatTakesNoConnectionSaysNothing() throws Exception {
		int closed;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			closed = server.getLocalPort();
		}
		assertThat(inquiry(closed).ask("/livez"))
			.isEqualTo(new SelfFinding.Unknown("port " + closed + " accepts no connection", false));
	}

	@Test
	void whatIsLoggedOfAnAnswerHasNoSecretAndIsOneLine() {
		assertThat(ForeignAnswer.of(302, "text/html;a=b", "https://joe:pw@idp/login;jsessionid=1?token=2#3"))
			.hasToString("302 text/html to https://idp/login");
		assertThat(ForeignAnswer.of(200, "text/\u001b[31mhtml\u0007x", "")).hasToString("200 text/[31mhtmlx");
		assertThat(ForeignAnswer.of(200, " ", null)).hasToString("200");
		assertThat(ForeignAnswer.of(302, null, "/" + "x".repeat(500)).toString()).hasSizeLessThan(120);
	}

	@Test
	@ResourceLock(Resources.LOCALE)
	void aUrlHasTheDigitsOfAUrlWhateverTheLanguageOfTheMachine() {
		assertThat(ArabicDigits.with(() -> inquiry(8080).origin())).isEqualTo("http://127.0.0.1:8080");
	}

	private void arrived(String number) {
		SelfRequest own = this.requests.find((header) -> number);
		assertThat(own).isNotNull();
		own.arrived();
	}

	private SelfFinding ask(Function<String, String> answer) throws IOException {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			Thread thread = new Thread(() -> serve(server, answer));
			thread.setDaemon(true);
			thread.start();
			return inquiry(server.getLocalPort()).ask("/livez");
		}
	}

	private SelfInquiry inquiry(int port) {
		return new SelfInquiry(this.requests, List.of(InetAddress.getLoopbackAddress()), port, Scheme.HTTP);
	}

	private static void serve(ServerSocket server, Function<String, String> answer) {
		while (!server.isClosed()) {
			try (Socket connection = server.accept()) {
				connection.setSoTimeout(1000);
				String number = numberIn(connection.getInputStream());
				if (number != null) {
					connection.getOutputStream().write(answer.apply(number).getBytes(StandardCharsets.US_ASCII));
				}
			}
			catch (IOException ex) {
				// the client has gone, or the test is over
			}
		}
	}

	private static @Nullable String numberIn(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		for (int next = input.read(); next >= 0; next = input.read()) {
			if (head.isEmpty() && next != 'G') {
				return null;
			}
			head.append((char) next);
			if (head.indexOf("\r\n\r\n") > 0) {
				return head.substring(head.indexOf(SelfRequests.HEADER) + SelfRequests.HEADER.length() + 2).strip();
			}
		}
		return null;
	}

}
