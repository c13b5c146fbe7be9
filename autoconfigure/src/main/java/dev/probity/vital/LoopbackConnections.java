package dev.probity.vital;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Connections of this process to itself, whatever certificate it shows: nothing is said
 * on them that anybody must not hear.
 */
final class LoopbackConnections {

	private final int patience;

	LoopbackConnections(Duration patience) {
		this.patience = Math.toIntExact(Math.max(1, patience.toMillis()));
	}

	/**
	 * A connection that is not made yet, for one request.
	 */
	HttpURLConnection to(URI target) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
		if (connection instanceof HttpsURLConnection secure) {
			secure.setSSLSocketFactory(Trusting.SOCKETS);
			secure.setHostnameVerifier((host, session) -> true);
		}
		connection.setConnectTimeout(this.patience);
		connection.setReadTimeout(this.patience);
		connection.setInstanceFollowRedirects(false);
		connection.setUseCaches(false);
		// each time a connection of its own: that it is taken is part of the question
		connection.setRequestProperty("Connection", "close");
		return connection;
	}

	/**
	 * Made when the first server speaks TLS.
	 */
	private static final class Trusting {

		private static final SSLSocketFactory SOCKETS = sockets();

		private Trusting() {
		}

		private static SSLSocketFactory sockets() {
			try {
				SSLContext context = SSLContext.getInstance("TLS");
				context.init(null, new TrustManager[] { new TrustingManager() }, null);
				return context.getSocketFactory();
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("No TLS in this runtime", ex);
			}
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
