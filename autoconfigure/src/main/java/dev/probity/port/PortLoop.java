package dev.probity.port;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.probity.port.PortConnection.Progress;
import dev.probity.port.PortConnection.Reply;
import dev.probity.time.Ticker;

/**
 * Accepts, reads, answers and writes, all on one thread that waits for nobody: a caller
 * that sends half a request, or nothing, or requests without end, or takes no answer,
 * holds up no other.
 */
final class PortLoop implements Runnable {

	private static final Logger logger = System.getLogger(PortLoop.class.getName());

	// how late a connection may be closed
	private static final long LOOK_MILLIS = 250;

	private final Selector selector;

	private final ServerSocketChannel server;

	private final PortAcceptor acceptor;

	private final Function<SocketChannel, Transport> transports;

	private final Function<RequestHead, Reply> answers;

	private final PortConnections connections;

	// who goes on whether or not there is something to read: a set, since who is in here
	// twice would have two turns for each one of the others from then on
	private final Set<SelectionKey> due = ConcurrentHashMap.newKeySet();

	private final Ticker ticker;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(HeadBuffer.MAX_SIZE);

	private long lastLook;

	/**
	 * Serve a port.
	 * @param server the port, bound; closed at the end
	 * @param transports how bytes get over a connection
	 * @param answers makes an answer of a request
	 * @param ticker for how long a connection may be silent
	 * @throws IOException if the operating system refuses to
	 */
	PortLoop(ServerSocketChannel server, Function<SocketChannel, Transport> transports,
			Function<RequestHead, Reply> answers, Ticker ticker) throws IOException {
		this.server = server;
		this.connections = new PortConnections(ticker);
		this.selector = Selector.open();
		this.acceptor = new PortAcceptor(server, this.selector, this::begin, this.connections::closeOldest);
		this.transports = transports;
		this.answers = answers;
		this.ticker = ticker;
		this.lastLook = ticker.read();
	}

	@Override
	public void run() {
		while (this.server.isOpen()) {
			try {
				turn();
			}
			catch (ClosedSelectorException ex) {
				break;
			}
			catch (Throwable ex) {
				// out of memory, for instance: the open connections are lost, the port is
				// not
				recover(ex);
			}
		}
		end();
	}

	private void recover(Throwable ex) {
		try {
			this.connections.closeAll();
			logger.log(Level.DEBUG, "The probe port has closed its connections", ex);
		}
		catch (Throwable again) {
			// the next turn may be better
		}
	}

	private void turn() throws IOException {
		// an interrupt is not meant for this thread, and would close what it reads
		Thread.interrupted();
		boolean idle = this.connections.size() == 0 && this.acceptor.isAccepting();
		this.selector.select(idle ? 0 : LOOK_MILLIS);
		// who is due again after that has to wait for the next turn
		for (SelectionKey key : List.copyOf(this.due)) {
			this.due.remove(key);
			proceed(key);
		}
		Iterator<SelectionKey> keys = this.selector.selectedKeys().iterator();
		while (keys.hasNext()) {
			SelectionKey key = keys.next();
			keys.remove();
			if (key == this.acceptor.key()) {
				this.acceptor.accept();
			}
			else {
				proceed(key);
			}
		}
		long now = this.ticker.read();
		if (now - this.lastLook >= LOOK_MILLIS * 1_000_000) {
			this.lastLook = now;
			this.connections.closeOverdue();
			this.acceptor.resume();
		}
	}

	private void begin(SocketChannel channel) throws IOException {
		try {
			channel.configureBlocking(false);
			channel.socket().setTcpNoDelay(true);
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
			this.connections.add(key, new PortConnection(key, this.transports.apply(channel)));
			// what has come with the connection is answered in the same turn
			proceed(key);
		}
		catch (Throwable ex) {
			// out of memory, for instance: without a connection its key would be ready
			// for ever
			channel.close();
		}
	}

	private void proceed(SelectionKey key) {
		PortConnection connection = this.connections.connection(key);
		if (connection == null) {
			return;
		}
		try {
			Progress progress = connection.proceed(this.buffer, (bytes, length) -> answer(key, bytes, length));
			this.connections.proceeded(key, connection, progress);
			if (progress == Progress.UNFINISHED) {
				goOn(key);
			}
		}
		catch (Throwable ex) {
			// out of memory, for instance: only this caller loses its connection
			this.connections.close(key);
		}
	}

	private Reply answer(SelectionKey key, byte[] bytes, int length) {
		RequestHead head = RequestHead.parse(bytes, length);
		Reply reply = (head != null) ? this.answers.apply(head)
				: new Reply(PortAnswer.badRequest(), RequestHead.Connection.CLOSE);
		if (!reply.isThere()) {
			reply.made().thenRun(() -> goOn(key));
		}
		return reply;
	}

	/**
	 * Proceed in the next turn, and have that begin at once. From any thread.
	 */
	private void goOn(SelectionKey key) {
		this.due.add(key);
		this.selector.wakeup();
	}

	/**
	 * Close the port. From any thread; connections end with the thread that serves them.
	 */
	void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "The probe port cannot be closed", ex);
		}
		this.selector.wakeup();
	}

	private void end() {
		this.connections.closeAll();
		this.acceptor.close();
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "The selector of the probe port cannot be closed", ex);
		}
	}

}
