package dev.probity.benchmark.rollout;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads one response of HTTP/1.1, as strictly as the count of requests needs.
 */
final class ResponseReader {

	private final Socket socket;

	private final InputStream input;

	private final long deadline;

	private final byte[] buffer = new byte[4096];

	private int position;

	private int limit;

	private boolean begun;

	ResponseReader(Socket socket, long deadline) throws IOException {
		this.socket = socket;
		this.input = socket.getInputStream();
		this.deadline = deadline;
	}

	/**
	 * Whether anything of the response has arrived.
	 */
	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * Read the response.
	 * @throws EOFException if it is not whole, or nothing says where it ends
	 * @throws SocketTimeoutException if it is not whole in time
	 * @throws IOException if the connection breaks, or what arrives is no response
	 */
	Response read() throws IOException {
		try {
			return parse();
		}
		catch (NumberFormatException | IndexOutOfBoundsException ex) {
			throw new IOException("Not a response", ex);
		}
	}

	private Response parse() throws IOException {
		String[] status = line().split(" ", 3);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
		}
		String body = body(headers);
		boolean closes = status[0].equals("HTTP/1.0") || "close".equalsIgnoreCase(headers.get("Connection"))
		// more than was asked for
				|| this.position < this.limit;
		return new Response(Integer.parseInt(status[1]), body, closes);
	}

	private String body(Map<String, String> headers) throws IOException {
		if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
			return chunks();
		}
		String length = headers.get("Content-Length");
		if (length == null) {
			throw new EOFException("Nothing says where the response ends");
		}
		return text(Integer.parseInt(length));
	}

	private String chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		int length;
		do {
			length = Integer.parseInt(line(), 16);
			body.append(text(length));
			line();
		}
		while (length > 0);
		return body.toString();
	}

	private String text(int length) throws IOException {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = next();
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (char next = (char) next(); next != '\n'; next = (char) next()) {
			if (next != '\r') {
				line.append(next);
			}
		}
		return line.toString();
	}

	private byte next() throws IOException {
		if (this.position == this.limit) {
			fill();
		}
		return this.buffer[this.position++];
	}

	private void fill() throws IOException {
		long rest = Duration.ofNanos(this.deadline - System.nanoTime()).toMillis();
		if (rest <= 0) {
			throw new SocketTimeoutException();
		}
		this.socket.setSoTimeout(Math.toIntExact(rest));
		int length = this.input.read(this.buffer);
		if (length == -1) {
			throw new EOFException();
		}
		this.begun = true;
		this.position = 0;
		this.limit = length;
	}

	/**
	 * A whole response.
	 *
	 * @param status its status
	 * @param body its body
	 * @param closes whether the connection is not to be used again
	 */
	record Response(int status, String body, boolean closes) {

	}

}
