package dev.probity.web;

import java.io.IOException;
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
 * TLS to this process itself, whatever certificate it shows: nothing is said that anybody
 * must not hear, and whether it is this process is what the request finds out.
 */
final class TrustingTls extends X509ExtendedTrustManager {

	private static final SSLSocketFactory SOCKETS = sockets();

	private TrustingTls() {
	}

	/**
	 * Speak TLS over a connection.
	 * @throws IOException if the other side does not, or wants a certificate
	 */
	static Socket over(Socket connection, String host, int port) throws IOException {
		SSLSocket secure = (SSLSocket) SOCKETS.createSocket(connection, host, port, true);
		secure.startHandshake();
		return secure;
	}

	private static SSLSocketFactory sockets() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new TrustingTls() }, null);
			return context.getSocketFactory();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No TLS in this runtime", ex);
		}
	}

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
