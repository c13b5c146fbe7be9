package dev.probity.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS between this process and itself or its peers, whatever certificate they show:
 * nothing secret is sent, and their identity is verified otherwise. Loaded when the first
 * server does not speak plain. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TrustingTls {

	private static final SSLContext CONTEXT = create();

	private static final SSLSocketFactory SOCKETS = CONTEXT.getSocketFactory();

	private TrustingTls() {
	}

	/**
	 * TLS over a connection, and over once that is closed.
	 * @param connection a connection to an address of this process
	 * @return the connection with TLS, which shakes hands when it is first used
	 * @throws IOException if the connection is closed
	 */
	public static SSLSocket over(Socket connection) throws IOException {
		InetAddress address = connection.getInetAddress();
		return (SSLSocket) SOCKETS.createSocket(connection, address.getHostAddress(), connection.getPort(), true);
	}

	/**
	 * The same for other clients.
	 * @return what makes their connections
	 */
	public static SSLContext context() {
		return CONTEXT;
	}

	private static SSLContext create() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new TrustingManager() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No TLS in this runtime", ex);
		}
	}

	private static final class TrustingManager extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
