package dev.probity.test.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that can hang, refuse, slow down, reset and heal. It has daemon
 * threads only, and nothing stops it but {@link #refuse()} and the end of the JVM: a
 * shutdown that loses its database half way would prove nothing. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TcpProxy {

	/** Where it listens. */
	public static final String HOST = "127.0.0.1";

	private enum State {

		FORWARDING, HANGING, REFUSING

	}

	private final Supplier<Relay> relays;

	private final int port;

	private @Nullable Listener listener;

	// guards what follows; never held while waiting for another thread to end
	private final Object gate = new Object();

	private final Set<ProxyConnection> connections = new HashSet<>();

	private State state = State.HANGING;

	private InetSocketAddress target = new InetSocketAddress(HOST, 0);

	private Duration delay = Duration.ZERO;

	private int accepted;

	/**
	 * Opens a port. Connections are held until {@link #forward} says where they go.
	 */
	public TcpProxy() {
		this(Relay::plain);
	}

	/**
	 * Opens a port, for connections that need to be understood.
	 * @param relays makes what passes on the bytes of one connection
	 */
	public TcpProxy(Supplier<Relay> relays) {
		this.relays = relays;
		Listener listener = Listener.onAnyPort(this::add);
		this.port = listener.port();
		this.listener = listener;
	}

	/**
	 * Finds a free port that the system gives to nobody.
	 * @return the port
	 */
	public static int freePort() {
		return Listener.freePort();
	}

	/**
	 * The port, which stays the same for the whole life of the proxy.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Lets everything through.
	 * @param targetPort the port of the server on this host
	 */
	public void forward(int targetPort) {
		forward(HOST, targetPort);
	}

	/**
	 * Lets everything through.
	 * @param host the host of the server, whose name is resolved for each connection
	 * @param targetPort its port
	 */
	public synchronized void forward(String host, int targetPort) {
		synchronized (this.gate) {
			this.target = InetSocketAddress.createUnresolved(host, targetPort);
		}
		heal();
	}

	/**
	 * Stops forwarding in both directions, as a frozen server or a silent network does:
	 * nothing is closed, and new connections are accepted but never answered.
	 */
	public synchronized void hang() {
		listen(State.HANGING, Duration.ZERO);
	}

	/**
	 * Cuts all connections and refuses new ones, as a dead server does.
	 */
	public synchronized void refuse() {
		become(State.REFUSING, Duration.ZERO);
		if (this.listener != null) {
			this.listener.close();
			this.listener = null;
		}
	}

	/**
	 * Cuts all connections, and lets new ones through: as a server that has been
	 * restarted, or a balancer that forgets connections.
	 */
	public synchronized void reset() {
		become(State.REFUSING, Duration.ZERO);
		heal();
	}

	/**
	 * Lets everything through, but each question later than it was asked, however long it
	 * is. What a client says is the same question until something has been answered on
	 * its connection, or it has said nothing for as long as the delay.
	 * @param delay how much later
	 */
	public synchronized void delay(Duration delay) {
		listen(State.FORWARDING, delay);
	}

	/**
	 * Forwards again. What was held while hanging goes on where it was.
	 */
	public synchronized void heal() {
		listen(State.FORWARDING, Duration.ZERO);
	}

	/**
	 * How many connections have ever been accepted.
	 * @return the number
	 */
	public int accepted() {
		synchronized (this.gate) {
			return this.accepted;
		}
	}

	Relay relay() {
		return this.relays.get();
	}

	/**
	 * Where to forward to, as soon as the connection may go on.
	 * @throws IOException if the connection has been cut meanwhile
	 */
	InetSocketAddress awaitForwarding(ProxyConnection connection) throws IOException {
		synchronized (this.gate) {
			while (this.state == State.HANGING && !connection.isCut()) {
				await(Long.MAX_VALUE);
			}
			if (connection.isCut()) {
				throw new IOException("Cut");
			}
			return this.target;
		}
	}

	/**
	 * Hold what the client says for as long as it is delayed or nothing is forwarded.
	 */
	void awaitQuestion(ProxyConnection connection) throws IOException {
		long begin = System.nanoTime();
		synchronized (this.gate) {
			boolean asked = connection.isAsking(this.delay);
			for (long left = left(begin); left > 0 && !asked && !connection.isCut(); left = left(begin)) {
				await(left);
			}
		}
		awaitForwarding(connection);
	}

	private void await(long nanos) throws IOException {
		try {
			TimeUnit.NANOSECONDS.timedWait(this.gate, nanos);
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException(ex.getMessage());
		}
	}

	private long left(long begin) {
		return this.delay.toNanos() - (System.nanoTime() - begin);
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
			this.accepted++;
		}
		connection.start();
	}

	private void become(State state, Duration delay) {
		synchronized (this.gate) {
			this.state = state;
			this.delay = delay;
			if (state == State.REFUSING) {
				this.connections.forEach(ProxyConnection::cut);
			}
			this.gate.notifyAll();
		}
	}

	private void listen(State state, Duration delay) {
		become(state, delay);
		if (this.listener == null) {
			this.listener = Listener.on(this.port, this::add);
		}
	}

}
