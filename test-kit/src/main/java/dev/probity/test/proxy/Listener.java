package dev.probity.test.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Accepts connections on one port of the loopback interface until it is closed.
 */
final class Listener {

	private final ServerSocket socket;

	private final Consumer<Socket> connections;

	private final Thread thread;

	private Listener(ServerSocket socket, Consumer<Socket> connections) {
		this.socket = socket;
		this.connections = connections;
		this.thread = Daemon.start("proxy-listener", this::accept);
	}

	/**
	 * Takes a free port below those from which systems serve outgoing connections (Linux
	 * from 32768, others from 49152): nobody else is given it while it is refused.
	 */
	static Listener onAnyPort(Consumer<Socket> connections) {
		return new Listener(bindAny(), connections);
	}

	/**
	 * Finds such a port for somebody who can only be told a number.
	 */
	static int freePort() {
		try (ServerSocket socket = bindAny()) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ServerSocket bindAny() {
		while (true) {
			try {
				return bind(ThreadLocalRandom.current().nextInt(20_000, 32_768));
			}
			catch (BindException ex) {
				// in use: try another one
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	static Listener on(int port, Consumer<Socket> connections) {
		try {
			return new Listener(bind(port), connections);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.socket.getLocalPort();
	}

	/**
	 * Stops listening. The port is really closed only when nobody is in
	 * {@link ServerSocket#accept()} any more, so this waits for the thread.
	 */
	void close() {
		try {
			this.socket.close();
			this.thread.join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				this.connections.accept(this.socket.accept());
			}
			catch (IOException ex) {
				// closed, or the client has gone before it was accepted
			}
		}
	}

	private static ServerSocket bind(int port) throws IOException {
		ServerSocket socket = new ServerSocket();
		try {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(TcpProxy.HOST, port));
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

}
