package dev.probity.test.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * One connection through the proxy: a thread for each direction, both stopped by the
 * proxy before they pass anything on.
 */
final class ProxyConnection {

	private final TcpProxy proxy;

	private final Socket client;

	private final Socket server = new Socket();

	// whether nothing has been answered since something was asked
	private volatile boolean asking;

	// reading of the time; used by the thread to the server alone
	private long asked;

	ProxyConnection(TcpProxy proxy, Socket client) {
		this.proxy = proxy;
		this.client = client;
	}

	void start() {
		Daemon.start("proxy-to-server", this::run);
	}

	boolean isCut() {
		return this.client.isClosed();
	}

	/**
	 * Whether what the client says now goes on with what it has just been saying.
	 */
	boolean isAsking(Duration pause) {
		return this.asking && System.nanoTime() - this.asked < pause.toNanos();
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
			InetSocketAddress target = this.proxy.awaitForwarding(this);
			this.server.connect(new InetSocketAddress(target.getHostString(), target.getPort()));
			Relay relay = this.proxy.relay();
			Thread back = Daemon.start("proxy-to-client", () -> toClient(relay));
			toServer(relay);
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

	private void toServer(Relay relay) {
		try {
			OutputStream out = this.server.getOutputStream();
			relay.toServer(this.client.getInputStream(), (bytes, count) -> {
				this.proxy.awaitQuestion(this);
				this.asking = true;
				out.write(bytes, 0, count);
				this.asked = System.nanoTime();
			});
			end(this.server);
		}
		catch (IOException | RuntimeException ex) {
			cut();
		}
	}

	private void toClient(Relay relay) {
		try {
			OutputStream out = this.client.getOutputStream();
			relay.toClient(this.server.getInputStream(), (bytes, count) -> {
				this.proxy.awaitForwarding(this);
				this.asking = false;
				out.write(bytes, 0, count);
			});
			end(this.client);
		}
		catch (IOException | RuntimeException ex) {
			cut();
		}
	}

	private void end(Socket to) throws IOException {
		this.proxy.awaitForwarding(this);
		to.shutdownOutput();
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
