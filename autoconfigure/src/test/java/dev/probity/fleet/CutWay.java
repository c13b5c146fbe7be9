package dev.probity.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way of one instance to the database, which can be cut: connections break, and new
 * ones are refused.
 */
final class CutWay implements AutoCloseable {

	private final int target;

	private final int port;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile ServerSocket server;

	CutWay(int target) throws IOException {
		this.target = target;
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.port = this.server.getLocalPort();
		accept(this.server);
	}

	/**
	 * The same address on this way.
	 */
	static String url(String url, CutWay way) {
		URI address = URI.create(url.substring("jdbc:".length()));
		return url.replace(address.getHost() + ":" + address.getPort(), "127.0.0.1:" + way.port);
	}

	static int port(String url) {
		return URI.create(url.substring("jdbc:".length())).getPort();
	}

	void cut() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.sockets.clear();
	}

	void mend() throws IOException {
		this.server = new ServerSocket(this.port, 50, InetAddress.getLoopbackAddress());
		accept(this.server);
	}

	private void accept(ServerSocket server) {
		run(() -> {
			while (!server.isClosed()) {
				Socket near = server.accept();
				Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
				this.sockets.add(near);
				this.sockets.add(far);
				run(() -> near.getInputStream().transferTo(far.getOutputStream()), near, far);
				run(() -> far.getInputStream().transferTo(near.getOutputStream()), near, far);
			}
		});
	}

	private static void run(Transfer transfer, Socket... ends) {
		Thread thread = new Thread(() -> {
			try {
				transfer.run();
			}
			catch (IOException ex) {
				// it is cut
			}
			for (Socket end : ends) {
				try {
					end.close();
				}
				catch (IOException ex) {
					// it is
				}
			}
		}, "cut-way");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		cut();
	}

	@FunctionalInterface
	private interface Transfer {

		void run() throws IOException;

	}

}
