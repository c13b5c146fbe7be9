package dev.probity.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.port.PortConnection.Reply;
import dev.probity.time.Ticker;
import dev.probity.traffic.PeerPath;
import dev.probity.web.ProbeAnswer;
import dev.probity.web.ProbeResponder;
import org.jspecify.annotations.Nullable;

/**
 * A port on which probes are answered and nothing else, by a dedicated thread: not by the
 * threads of the application, nor behind its filters, its security or its paths. It is
 * open before anything of the application is there, and until all of it is gone.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class ProbePort implements AutoCloseable {

	/**
	 * Its number on Kubernetes, unless another is set.
	 */
	public static final int DEFAULT_PORT = 9595;

	private static final int BACKLOG = 1024;

	private static final long CLOSE_MILLIS = 1000;

	private static final Set<ProbePort> OPEN = ConcurrentHashMap.newKeySet();

	private final int port;

	private final StoppedProbes stopped;

	private final PortTls tls;

	private final PortLoop loop;

	private final Thread thread;

	private final ObserverThread observers = new ObserverThread();

	private final AtomicReference<@Nullable Object> owner = new AtomicReference<>();

	private volatile ProbeSource source;

	private volatile @Nullable PeerPath peers;

	private ProbePort(ServerSocketChannel server, ProbePortSettings settings, StartingProbes source, Ticker ticker)
			throws IOException {
		this.port = server.socket().getLocalPort();
		this.stopped = new StoppedProbes(settings.paths(), settings.balancer());
		this.tls = settings.tls();
		this.source = source;
		this.loop = new PortLoop(server, this.tls::transport, this::answer, ticker);
		this.thread = new Thread(this.loop, "probity-port");
		this.thread.setDaemon(true);
	}

	/**
	 * Open a port.
	 * @param settings which one
	 * @param source the first source of its answers
	 * @param ticker for how long a caller may be silent
	 * @return the port, open
	 * @throws IOException if that port is not to be had
	 */
	static ProbePort open(ProbePortSettings settings, StartingProbes source, Ticker ticker) throws IOException {
		ServerSocketChannel server = ServerSocketChannel.open();
		try {
			server.bind((settings.address() != null) ? new InetSocketAddress(settings.address(), settings.port())
					: new InetSocketAddress(settings.port()), BACKLOG);
			ProbePort port = new ProbePort(server, settings, source, ticker);
			OPEN.add(port);
			port.thread.start();
			return port;
		}
		catch (Throwable ex) {
			server.close();
			throw ex;
		}
	}

	/**
	 * Whether this process has such a port already.
	 */
	static boolean isAnyOpen() {
		return !OPEN.isEmpty();
	}

	/**
	 * The number of the port.
	 * @return the number, also where any free one was asked for
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Answer with the probes of an application from now on, unless it is another's that
	 * answer.
	 * @param owner whose probes they are
	 * @param responders the answers by path
	 * @param peers answers other instances, or {@code null} if none asks
	 * @param calls counts the answers
	 * @return whether the port is the owner's
	 */
	boolean attach(Object owner, Map<String, ProbeResponder> responders, @Nullable PeerPath peers, CallCounter calls) {
		if (!this.owner.compareAndSet(null, owner)) {
			return false;
		}
		this.source = new RunningProbes(responders, this.observers, calls);
		this.peers = peers;
		return true;
	}

	/**
	 * Answer that the application is gone from now on.
	 * @param owner whose probes have been; nothing happens if another's are
	 */
	void detach(Object owner) {
		if (this.owner.get() == owner) {
			this.source = this.stopped;
			this.peers = null;
			this.owner.set(null);
		}
	}

	/**
	 * What the port shows its callers where it speaks TLS.
	 */
	PortTls tls() {
		return this.tls;
	}

	private Reply answer(RequestHead request) {
		CompletableFuture<ByteBuffer> toPeer = request.method().equals("GET") ? answerPeer(request) : null;
		return (toPeer != null) ? new Reply(toPeer, request.connection()) : new Reply(switch (request.method()) {
			case "GET", "HEAD", "OPTIONS" -> {
				ProbeAnswer answer = this.source.answer(request);
				yield (answer != null) ? PortAnswer.of(answer, request) : PortAnswer.notFound(request);
			}
			default -> PortAnswer.methodNotAllowed(request);
		}, request.connection());
	}

	private @Nullable CompletableFuture<ByteBuffer> answerPeer(RequestHead request) {
		PeerPath path = this.peers;
		String check = (path != null) ? path.checkIn(request.path()) : null;
		return (path == null || check == null) ? null
				: path.answer(check, request.query())
					.thenApply((answer) -> PortAnswer.of(answer, request))
					.toCompletableFuture();
	}

	/**
	 * Close the port. Whoever comes next can have it, unless the thread that serves it is
	 * held up for a second.
	 */
	@Override
	public void close() {
		OPEN.remove(this);
		this.loop.close();
		this.observers.close();
		try {
			this.thread.join(CLOSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
