package dev.probity.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * An address where connections are accepted and nobody ever speaks.
 */
final class SilentServer implements AutoCloseable {

	private final ServerSocket socket;

	SilentServer() {
		try {
			// the kernel accepts, and nobody takes them from it
			this.socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.socket.getLocalPort();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
