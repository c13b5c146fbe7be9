package dev.probity.sample.localservices;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One connection through the proxy: a thread for each direction, both stopped by the
 * proxy before they pass anything on.
 */
final class ProxyConnection {

	private final TcpProxy proxy;

	private final Socket client;

	private final Socket server = new Socket();

	ProxyConnection(TcpProxy proxy, Socket client) {
		this.proxy = proxy;
		this.client = client;
	}

	void start() {
		TcpProxy.startDaemon("proxy-to-server", this::run);
	}

	boolean isCut() {
		return this.client.isClosed();
	}

	/**
	 * Ends the connection at once, with a reset on both sides.
	 */
	void cut() {
		reset(this.server);
		reset(this.client);
	}

	private void run() {
		try {
			this.client.setTcpNoDelay(true);
			this.server.setTcpNoDelay(true);
			this.server.connect(new InetSocketAddress(TcpProxy.HOST, this.proxy.awaitForwarding(this)));
			Thread back = TcpProxy.startDaemon("proxy-to-client", () -> pump(this.server, this.client));
			pump(this.client, this.server);
			back.join();
			this.client.close();
			this.server.close();
		}
		catch (IOException | InterruptedException ex) {
			cut();
		}
		finally {
			this.proxy.forget(this);
		}
	}

	private void pump(Socket from, Socket to) {
		byte[] buffer = new byte[8192];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				this.proxy.awaitForwarding(this);
				out.write(buffer, 0, count);
			}
			this.proxy.awaitForwarding(this);
			to.shutdownOutput();
		}
		catch (IOException ex) {
			cut();
		}
	}

	private static void reset(Socket socket) {
		try (socket) {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// closed already
		}
	}

}
