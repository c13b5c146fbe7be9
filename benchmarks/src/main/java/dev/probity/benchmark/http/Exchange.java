package dev.probity.benchmark.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A connection that is kept, and has one request on its way at most. Not thread-safe.
 */
final class Exchange implements AutoCloseable {

	/** The answer is not whole yet. */
	static final int NONE = 0;

	private final SocketChannel channel;

	private final ByteBuffer request;

	private final ByteBuffer response = ByteBuffer.allocateDirect(16 * 1024);

	private boolean waiting;

	private boolean closing;

	private long sentAt;

	private long dueAt;

	/**
	 * Open a connection.
	 * @param path the path that is asked for
	 * @param dueAt when the first request is due
	 */
	static Exchange open(int port, String path, Selector selector, long dueAt) throws IOException {
		SocketChannel channel = SocketChannel.open();
		try {
			channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			channel.configureBlocking(false);
			Exchange exchange = new Exchange(channel, path, dueAt);
			channel.register(selector, SelectionKey.OP_READ, exchange);
			return exchange;
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	private Exchange(SocketChannel channel, String path, long dueAt) {
		this.channel = channel;
		this.dueAt = dueAt;
		byte[] request = "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".formatted(path)
			.getBytes(StandardCharsets.US_ASCII);
		this.request = ByteBuffer.allocateDirect(request.length).put(request);
	}

	boolean isWaiting() {
		return this.waiting;
	}

	/**
	 * Whether the server takes no further request on it.
	 */
	boolean isClosing() {
		return this.closing;
	}

	/**
	 * Whether the next request is to be sent.
	 */
	boolean isDue(long now) {
		return !this.waiting && now - this.dueAt >= 0;
	}

	long waitedFor(long now) {
		return now - this.sentAt;
	}

	long dueAt() {
		return this.dueAt;
	}

	void dueAgainAt(long time) {
		this.dueAt = time;
	}

	void send(long now) throws IOException {
		this.waiting = true;
		this.sentAt = now;
		this.request.flip();
		// a request is far smaller than what the socket takes
		if (this.channel.write(this.request) < this.request.capacity()) {
			throw new IOException("The request could not be sent at once");
		}
	}

	/**
	 * Read what has arrived.
	 * @return the status, once the answer is whole; {@link #NONE} before
	 * @throws EOFException if the server has closed the connection
	 */
	int receive() throws IOException {
		if (this.channel.read(this.response) < 0) {
			throw new EOFException("The server has closed the connection");
		}
		int length = WireResponse.length(this.response);
		if (length == WireResponse.INCOMPLETE) {
			return NONE;
		}
		int status = WireResponse.status(this.response);
		this.closing = WireResponse.closes(this.response);
		this.response.clear();
		this.waiting = false;
		return status;
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// what came of its request is known
		}
	}

}
