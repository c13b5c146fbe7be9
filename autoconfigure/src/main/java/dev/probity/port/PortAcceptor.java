package dev.probity.port;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Takes connections, in a process that has no descriptor left as well: one is put aside
 * for that. Used by one thread.
 */
final class PortAcceptor {

	// others are served in between
	private static final int MAX_AT_ONCE = 64;

	private final ServerSocketChannel server;

	private final SelectionKey key;

	private final Arrival arrival;

	private final BooleanSupplier closeOldest;

	// nothing but a descriptor
	private @Nullable SocketChannel spare;

	/**
	 * Take connections.
	 * @param server the port, bound
	 * @param selector tells when there is somebody
	 * @param arrival takes over who has come
	 * @param closeOldest closes a connection, if there is one
	 */
	PortAcceptor(ServerSocketChannel server, Selector selector, Arrival arrival, BooleanSupplier closeOldest)
			throws IOException {
		server.configureBlocking(false);
		this.server = server;
		this.key = server.register(selector, SelectionKey.OP_ACCEPT);
		this.arrival = arrival;
		this.closeOldest = closeOldest;
		this.spare = SocketChannel.open();
	}

	SelectionKey key() {
		return this.key;
	}

	boolean isAccepting() {
		return this.spare != null && this.key.interestOps() != 0;
	}

	void accept() throws IOException {
		try {
			for (int i = 0; i < MAX_AT_ONCE; i++) {
				SocketChannel channel = this.server.accept();
				if (channel == null) {
					return;
				}
				this.arrival.begin(channel);
			}
		}
		catch (ClosedChannelException ex) {
			throw ex;
		}
		catch (IOException ex) {
			freeDescriptor();
		}
	}

	/**
	 * For whoever is waiting to be taken at the next turn.
	 */
	private void freeDescriptor() throws IOException {
		if (this.spare != null) {
			this.spare.close();
			this.spare = null;
		}
		else if (!this.closeOldest.getAsBoolean()) {
			// not in a loop: with the next selection
			this.key.interestOps(0);
		}
	}

	/**
	 * Try again what has not been possible.
	 */
	void resume() {
		this.key.interestOps(SelectionKey.OP_ACCEPT);
		if (this.spare == null) {
			try {
				this.spare = SocketChannel.open();
			}
			catch (IOException ex) {
				// there is still no descriptor
			}
		}
	}

	void close() {
		try {
			if (this.spare != null) {
				this.spare.close();
			}
		}
		catch (IOException ex) {
			// it was never connected
		}
	}

	/**
	 * Takes over a connection.
	 */
	@FunctionalInterface
	interface Arrival {

		void begin(SocketChannel channel) throws IOException;

	}

}
