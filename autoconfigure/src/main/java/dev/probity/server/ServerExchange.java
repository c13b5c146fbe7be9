package dev.probity.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import dev.probity.server.Http2Question.Heard;
import dev.probity.server.ServerAnswer.Other;
import dev.probity.server.ServerAnswer.Refused;
import dev.probity.server.ServerAnswer.Silent;
import dev.probity.server.ServerAnswer.Unasked;
import dev.probity.server.ServerAnswer.Understood;
import dev.probity.traffic.TrustingTls;
import org.jspecify.annotations.Nullable;

/**
 * One request on a dedicated connection, and whatever comes first. That the connection is
 * taken is part of the question; that anything comes back takes a thread of the server
 * that is free.
 */
final class ServerExchange {

	static final Other ALERT = new Other("a TLS alert");

	private static final Other CLOSED = new Other("closes the connection");

	private static final Other RESET = new Other("resets the connection");

	static final Other HTTP2 = new Other("HTTP/2");

	private static final Other UNKNOWN = new Other("something other than HTTP");

	private static final Pattern STATUS_LINE = Pattern.compile("^HTTP/\\d(?:\\.\\d)? (\\d{3})");

	// the first byte of a TLS record that is one
	private static final byte ALERT_RECORD = 0x15;

	private static final int BEGINNING = 4096;

	// http/1.1 first: HTTP/2 for a server that prefers it, or knows nothing else
	private static final String[] PROTOCOLS = { "http/1.1", "h2" };

	private final byte[] request;

	private final Http2Question http2;

	ServerExchange(String path) {
		this.http2 = new Http2Question(path);
		this.request = "GET %s HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Probity\r\nConnection: close\r\n\r\n"
			.formatted(path)
			.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Ask.
	 * @param patience how long that may take, of which a connection may take a half, as
	 * may its response
	 */
	ServerAnswer in(Language language, InetSocketAddress address, Duration patience) {
		int wait = Math.toIntExact(Math.max(1, patience.dividedBy(2).toMillis()));
		try (Socket socket = new Socket(Proxy.NO_PROXY)) {
			// makes the socket, so that what follows has nothing to do with descriptors
			socket.setSoTimeout(wait);
			ServerAnswer notConnected = connect(socket, address, wait);
			if (notConnected != null) {
				return notConnected;
			}
			return exchange(socket, language, wait);
		}
		catch (IOException ex) {
			return new Unasked(ex);
		}
	}

	private static @Nullable ServerAnswer connect(Socket socket, InetSocketAddress address, int wait)
			throws IOException {
		try {
			socket.connect(address, wait);
			return null;
		}
		catch (SocketTimeoutException ex) {
			return new Silent();
		}
		catch (ConnectException ex) {
			return new Refused();
		}
		catch (SocketException ex) {
			// somebody took it and was quick to throw it away
			return String.valueOf(ex.getMessage()).contains("reset") ? RESET : new Unasked(ex);
		}
	}

	private ServerAnswer exchange(Socket socket, Language language, int wait) {
		try {
			return switch (language) {
				case HTTP1 -> http1(socket);
				case HTTP2 -> http2(socket, false);
				case TLS -> overTls(socket, wait);
			};
		}
		catch (SocketTimeoutException ex) {
			return new Silent();
		}
		catch (EOFException ex) {
			return CLOSED;
		}
		catch (SSLException ex) {
			return String.valueOf(ex.getMessage()).contains("alert") ? ALERT : CLOSED;
		}
		catch (IOException ex) {
			return RESET;
		}
	}

	private ServerAnswer overTls(Socket socket, int wait) throws IOException {
		// what is waited for is a message, of which there are three at most
		socket.setSoTimeout(Math.max(1, wait * 2 / 3));
		SSLSocket encrypted = TrustingTls.over(socket);
		SSLParameters parameters = encrypted.getSSLParameters();
		parameters.setApplicationProtocols(PROTOCOLS);
		encrypted.setSSLParameters(parameters);
		encrypted.startHandshake();
		return "h2".equals(encrypted.getApplicationProtocol()) ? http2(encrypted, true) : http1(encrypted);
	}

	private ServerAnswer http2(Socket socket, boolean overTls) throws IOException {
		Heard heard = this.http2.ask(socket.getInputStream(), socket.getOutputStream(), overTls);
		if (heard == null) {
			return UNKNOWN;
		}
		return (heard == Heard.ANSWER) ? new Understood(HTTP2.words()) : HTTP2;
	}

	private ServerAnswer http1(Socket socket) throws IOException {
		byte[] beginning = new byte[BEGINNING];
		socket.getOutputStream().write(this.request);
		int length = socket.getInputStream().read(beginning);
		return (length < 0) ? CLOSED : describe(beginning, length);
	}

	private static ServerAnswer describe(byte[] beginning, int length) {
		Matcher status = STATUS_LINE.matcher(new String(beginning, 0, length, StandardCharsets.ISO_8859_1));
		if (status.find()) {
			return new Understood("HTTP status " + status.group(1));
		}
		if (isHttp2(beginning, length)) {
			return HTTP2;
		}
		return (beginning[0] == ALERT_RECORD) ? ALERT : UNKNOWN;
	}

	/**
	 * Whether it begins with a frame that concerns the connection: settings or a
	 * farewell.
	 */
	private static boolean isHttp2(byte[] beginning, int length) {
		return length >= 9 && (beginning[3] == 4 || beginning[3] == 7)
				&& Arrays.equals(beginning, 5, 9, new byte[4], 0, 4);
	}

	/**
	 * What a server may speak.
	 */
	enum Language {

		/** HTTP/1.1 in the clear. */
		HTTP1,

		/** HTTP/2 in the clear, without asking for it first. */
		HTTP2,

		/** Whatever the server chooses over TLS, whatever its certificate. */
		TLS;

		/**
		 * What else may be understood where this was not.
		 */
		Language otherwise() {
			return (this == HTTP1) ? TLS : HTTP1;
		}

	}

}
