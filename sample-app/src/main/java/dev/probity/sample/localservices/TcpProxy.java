package dev.probity.sample.localservices;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that can hang, refuse and heal. It has daemon threads only and
 * nothing stops it but the end of the JVM: a shutdown that loses its database half way
 * would prove nothing. Safe for use by several threads.
 */
public final class TcpProxy {

	static final String HOST = "127.0.0.1";

	private enum State {

		FORWARDING, HANGING, REFUSING

	}

	private final int port;

	private @Nullable Listener listener;

	/** Guards what follows; never held while waiting for another thread to end. */
	private final Object gate = new Object();

	private final Set<ProxyConnection> connections = new HashSet<>();

	private State state = State.HANGING;

	private int targetPort;

	/**
	 * Opens a port. Connections are held until {@link #forward(int)} says where they go.
	 */
	TcpProxy() {
		Listener listener = Listener.onAnyPort(this::add);
		this.port = listener.port();
		this.listener = listener;
	}

	/**
	 * Returns the port, which stays the same for the whole life of the proxy.
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Lets everything through, to this port of the same host.
	 */
	public synchronized void forward(int targetPort) {
		synchronized (this.gate) {
			this.targetPort = targetPort;
		}
		heal();
	}

	/**
	 * Stops forwarding in both directions, as a frozen server or a silent network does:
	 * nothing is closed, and new connections are accepted but never answered.
	 */
	public synchronized void hang() {
		become(State.HANGING);
		listen();
	}

	/**
	 * Cuts all connections and refuses new ones, as a dead server does.
	 */
	public synchronized void refuse() {
		become(State.REFUSING);
		if (this.listener != null) {
			this.listener.close();
			this.listener = null;
		}
	}

	/**
	 * Forwards again. What was held while hanging goes on where it was.
	 */
	public synchronized void heal() {
		become(State.FORWARDING);
		listen();
	}

	/**
	 * Returns the port to forward to, as soon as the connection may go on.
	 * @throws IOException if the connection has been cut meanwhile
	 */
	int awaitForwarding(ProxyConnection connection) throws IOException {
		synchronized (this.gate) {
			while (this.state == State.HANGING && !connection.isCut()) {
				try {
					this.gate.wait();
				}
				catch (InterruptedException ex) {
					throw new InterruptedIOException(ex.getMessage());
				}
			}
			if (connection.isCut()) {
				throw new IOException("Cut");
			}
			return this.targetPort;
		}
	}

	void forget(ProxyConnection connection) {
		synchronized (this.gate) {
			this.connections.remove(connection);
		}
	}

	private void add(Socket client) {
		ProxyConnection connection = new ProxyConnection(this, client);
		synchronized (this.gate) {
			if (this.state == State.REFUSING) {
				connection.cut();
				return;
			}
			this.connections.add(connection);
		}
		connection.start();
	}

	private void become(State state) {
		synchronized (this.gate) {
			this.state = state;
			if (state == State.REFUSING) {
				this.connections.forEach(ProxyConnection::cut);
			}
			this.gate.notifyAll();
		}
	}

	private void listen() {
		if (this.listener == null) {
			this.listener = Listener.on(this.port, this::add);
		}
	}

	static Thread startDaemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
