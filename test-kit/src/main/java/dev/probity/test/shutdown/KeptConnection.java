package dev.probity.test.shutdown;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One connection by HTTP/1.1 that is kept as long as the server wants it. It tries
 * nothing again: a client of the JDK would, and a lost request would not be seen.
 */
final class KeptConnection implements AutoCloseable {

	private static final int PATIENCE = (int) Duration.ofSeconds(30).toMillis();

	private final Socket socket = new Socket();

	private final InputStream in;

	private boolean kept = true;

	KeptConnection(int port) throws IOException {
		try {
			this.socket.connect(new InetSocketAddress("localhost", port), PATIENCE);
			this.socket.setSoTimeout(PATIENCE);
			this.socket.setTcpNoDelay(true);
			this.in = new BufferedInputStream(this.socket.getInputStream());
		}
		catch (IOException ex) {
			this.socket.close();
			throw ex;
		}
	}

	/**
	 * Whether another request may be sent.
	 */
	boolean isKept() {
		return this.kept;
	}

	/**
	 * Send a request and read the whole answer.
	 * @return the status
	 * @throws IOException if there is no whole answer
	 */
	int get(String path) throws IOException {
		String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nUser-Agent: probity-test\r\nAccept: */*\r\n\r\n"
			.formatted(path);
		this.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		int status = Integer.parseInt(line().split(" ")[1]);
		long length = -1;
		boolean chunked = false;
		for (String header = line().toLowerCase(Locale.ROOT); !header.isEmpty(); header = line()
			.toLowerCase(Locale.ROOT)) {
			String value = header.substring(header.indexOf(':') + 1).trim();
			if (header.startsWith("content-length:")) {
				length = Long.parseLong(value);
			}
			chunked |= header.startsWith("transfer-encoding:") && value.contains("chunked");
			this.kept &= !(header.startsWith("connection:") && value.contains("close"));
		}
		body(status, chunked, length);
		return status;
	}

	private void body(int status, boolean chunked, long length) throws IOException {
		if (chunked) {
			int size = Integer.parseInt(line().split(";")[0].trim(), 16);
			while (size > 0) {
				skip(size);
				line();
				size = Integer.parseInt(line().split(";")[0].trim(), 16);
			}
			line();
		}
		else if (length >= 0) {
			skip(length);
		}
		else if (status != 204 && status != 304) {
			this.in.readAllBytes();
			this.kept = false;
		}
	}

	private void skip(long count) throws IOException {
		this.in.skipNBytes(count);
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int next = this.in.read();
		while (next != '\n') {
			if (next < 0) {
				throw new EOFException("the server has closed the connection before it has answered");
			}
			line.write(next);
			next = this.in.read();
		}
		return line.toString(StandardCharsets.US_ASCII).stripTrailing();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
