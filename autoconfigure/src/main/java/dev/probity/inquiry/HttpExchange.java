package dev.probity.inquiry;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.probity.traffic.SelfRequests;
import org.jspecify.annotations.Nullable;

/**
 * One GET over a dedicated connection, as a kubelet sends it: no cookie, no credentials,
 * no proxy, whatever the application has set up for its own clients. Reads the head of
 * the answer and nothing else.
 */
final class HttpExchange {

	private static final int LONGEST_HEAD = 32_768;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

	private HttpExchange() {
	}

	/**
	 * Connect to a port.
	 * @throws IOException if it takes no connection
	 */
	static Socket connect(InetSocketAddress port, Duration patience) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(port, Math.toIntExact(patience.toMillis()));
			socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	/**
	 * Ask over a connection.
	 * @param path what for
	 * @param number tells the request from those of others
	 * @throws IOException if there is no answer, or none of HTTP
	 */
	static ForeignAnswer ask(Socket connection, String host, String path, String number) throws IOException {
		String request = """
				GET %s HTTP/1.1
				Host: %s
				User-Agent: Probity
				Accept: */*
				Connection: close
				%s: %s

				""".formatted(path, host, SelfRequests.HEADER, number).replace("\n", "\r\n");
		connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		connection.getOutputStream().flush();
		String head = head(new BufferedInputStream(connection.getInputStream()));
		Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
		if (!status.matches()) {
			throw new IOException("the answer is not HTTP");
		}
		return ForeignAnswer.of(Integer.parseInt(status.group(1)), header(head, "Content-Type"),
				header(head, "Location"));
	}

	private static String head(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		for (int next = input.read(); head.length() < LONGEST_HEAD; next = input.read()) {
			if (next < 0) {
				throw new EOFException("the connection was closed without an answer");
			}
			head.append((char) next);
			if (next == '\n' && (head.indexOf("\r\n\r\n", head.length() - 4) >= 0
					|| head.indexOf("\n\n", head.length() - 2) >= 0)) {
				return head.toString();
			}
		}
		throw new IOException("the head of the answer is incomplete or too long");
	}

	private static @Nullable String header(String head, String name) {
		return head.lines()
			.skip(1)
			.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((line) -> line.substring(name.length() + 1).strip())
			.findFirst()
			.orElse(null);
	}

}
