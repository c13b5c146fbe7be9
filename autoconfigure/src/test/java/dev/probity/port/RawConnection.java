package dev.probity.port;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Bytes to and from the probe port, as anybody may send them.
 */
final class RawConnection implements AutoCloseable {

	private final Socket socket;

	RawConnection(int port) {
		try {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.socket.setSoTimeout(20_000);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ask and hang up, as a kubelet does.
	 */
	static String ask(int port, String request) {
		try (RawConnection connection = new RawConnection(port)) {
			return connection.send(request).readToTheEnd();
		}
	}

	static String get(int port, String path) {
		return ask(port, "GET " + path + " HTTP/1.1\r\nHost: pod\r\nConnection: close\r\n\r\n");
	}

	RawConnection send(String text) {
		return send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	RawConnection send(byte[] bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String readToTheEnd() {
		try {
			return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read until the bytes end with a text.
	 */
	String readUntil(String end) {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		try {
			InputStream input = this.socket.getInputStream();
			while (!read.toString(StandardCharsets.UTF_8).endsWith(end)) {
				int next = input.read();
				if (next < 0) {
					throw new IOException("closed after: " + read);
				}
				read.write(next);
			}
			return read.toString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
