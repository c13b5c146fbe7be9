package dev.probity.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes on what clients and PostgreSQL say to each other, until it loses the server: from
 * then on it lets everybody log in, and answers nothing, as a connection pooler does that
 * waits for its server.
 */
final class ConnectionPooler implements AutoCloseable {

	private final ServerSocket socket;

	private final int server;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean lost;

	ConnectionPooler(int server) throws IOException {
		this.server = server;
		this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	int port() {
		return this.socket.getLocalPort();
	}

	void loseServer() {
		this.lost = true;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.socket.accept();
			Socket backend = new Socket(InetAddress.getLoopbackAddress(), this.server);
			this.sockets.add(client);
			this.sockets.add(backend);
			start(() -> passOn(backend.getInputStream(), client.getOutputStream(), false));
			start(() -> passOn(client.getInputStream(), backend.getOutputStream(), true));
		}
	}

	/**
	 * The first thing that a client says is who it is.
	 */
	private void passOn(InputStream from, OutputStream to, boolean client) throws IOException {
		byte[] buffer = new byte[8192];
		boolean loggedIn = false;
		for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
			if (!client || !loggedIn || !this.lost) {
				to.write(buffer, 0, length);
				to.flush();
			}
			loggedIn = true;
		}
	}

	private static void start(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// closed
			}
		}, "pooler");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		for (Socket each : this.sockets) {
			each.close();
		}
	}

	/**
	 * What a thread does.
	 */
	private interface Task {

		void run() throws IOException;

	}

}
