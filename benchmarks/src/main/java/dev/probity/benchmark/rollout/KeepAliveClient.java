package dev.probity.benchmark.rollout;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A client that keeps its connection as long as the server does, and sends each request
 * exactly once: clients that are made for use send it again when a connection breaks, and
 * tell nobody. It does not write on a connection of which it knows that it has been
 * closed. Not thread-safe.
 */
final class KeepAliveClient implements AutoCloseable {

	private final Target target;

	private final Duration timeout;

	private @Nullable SocketChannel connection;

	/**
	 * Make a client without a connection.
	 * @param target says where the next new connection goes
	 * @param timeout how long a request may take
	 */
	KeepAliveClient(Target target, Duration timeout) {
		this.target = target;
		this.timeout = timeout;
	}

	/**
	 * Get a path.
	 * @param path the path
	 * @param body the body that is right for it
	 */
	Outcome get(String path, String body) {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		SocketChannel channel = this.connection;
		if (channel == null || isClosedByServer(channel)) {
			close();
			try {
				channel = open();
			}
			catch (SocketTimeoutException ex) {
				return Outcome.TIMED_OUT;
			}
			catch (IOException ex) {
				return Outcome.REFUSED;
			}
		}
		this.connection = null;
		Outcome outcome = exchange(channel, deadline, path, body);
		if (this.connection == null) {
			closeQuietly(channel);
		}
		return outcome;
	}

	private SocketChannel open() throws IOException {
		SocketChannel channel = SocketChannel.open();
		try {
			channel.socket().connect(this.target.next(), Math.toIntExact(this.timeout.toMillis()));
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			return channel;
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	private Outcome exchange(SocketChannel channel, long deadline, String path, String body) {
		ResponseReader reader = null;
		try {
			reader = new ResponseReader(channel.socket(), deadline);
			channel.socket()
				.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
			ResponseReader.Response response = reader.read();
			if (!response.closes()) {
				this.connection = channel;
			}
			return judge(response, body);
		}
		catch (SocketTimeoutException ex) {
			return Outcome.TIMED_OUT;
		}
		catch (IOException ex) {
			if (reader != null && reader.hasBegun()) {
				return Outcome.TRUNCATED;
			}
			return (ex instanceof EOFException) ? Outcome.CLOSED : Outcome.RESET;
		}
	}

	private static Outcome judge(ResponseReader.Response response, String body) {
		if (response.status() != 200) {
			return (response.status() >= 500) ? Outcome.SERVER_ERROR : Outcome.OTHER_STATUS;
		}
		return response.body().equals(body) ? Outcome.OK : Outcome.WRONG_BODY;
	}

	private static boolean isClosedByServer(SocketChannel channel) {
		try {
			channel.configureBlocking(false);
			// nobody has asked for anything that could be read
			boolean isQuiet = channel.read(ByteBuffer.allocate(1)) == 0;
			channel.configureBlocking(true);
			return !isQuiet;
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Override
	public void close() {
		SocketChannel channel = this.connection;
		this.connection = null;
		if (channel != null) {
			closeQuietly(channel);
		}
	}

	private static void closeQuietly(SocketChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			// it is not used again, and what came of its requests is known
		}
	}

}
