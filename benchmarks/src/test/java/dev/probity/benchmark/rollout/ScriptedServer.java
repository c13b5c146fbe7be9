package dev.probity.benchmark.rollout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * A server that does with each connection what a test says, one connection after the
 * other.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Thread thread;

	/**
	 * Start the server.
	 * @param scripts what is done with the first connection, the second, and so on; the
	 * last one with all further ones
	 */
	ScriptedServer(Script... scripts) throws IOException {
		this.thread = new Thread(() -> serve(List.of(scripts)), "scripted-server");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void serve(List<Script> scripts) {
		for (int number = 0; !this.server.isClosed(); number++) {
			try (Socket socket = this.server.accept()) {
				scripts.get(Math.min(number, scripts.size() - 1)).run(new Connection(socket));
			}
			catch (IOException ex) {
				// the end, or a client that has gone
			}
		}
	}

	Target target() {
		return Target.port(this.server.getLocalPort());
	}

	/**
	 * Returns the first lines of the requests that have arrived.
	 */
	List<String> requests() {
		return List.copyOf(this.requests);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * What is done with a connection, which is closed afterwards.
	 */
	@FunctionalInterface
	interface Script {

		void run(Connection connection) throws IOException;

	}

	/**
	 * A connection, as the server sees it.
	 */
	final class Connection {

		private final Socket socket;

		private final BufferedReader reader;

		private Connection(Socket socket) throws IOException {
			this.socket = socket;
			this.reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
		}

		/**
		 * Read a request.
		 * @return its first line, or nothing at the end
		 */
		@Nullable String receive() throws IOException {
			String first = this.reader.readLine();
			for (String line = first; line != null && !line.isEmpty(); line = this.reader.readLine()) {
				// a header
			}
			if (first != null) {
				ScriptedServer.this.requests.add(first);
			}
			return first;
		}

		void send(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		}

		/**
		 * Answer every request.
		 */
		void answerAll(String response) throws IOException {
			while (receive() != null) {
				send(response);
			}
		}

		/**
		 * Have the connection reset, not closed.
		 */
		void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
		}

		/**
		 * Wait until the client closes the connection.
		 */
		void awaitEnd() throws IOException {
			while (this.reader.read() != -1) {
				// not yet
			}
		}

	}

}
