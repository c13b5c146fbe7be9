package dev.probity.shutdown;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Container;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.ClassUtils;

/**
 * Keep-alive connections of Jetty, which closes a connection whose response says so.
 */
final class JettyConnections {

	private static final boolean HTTP2 = ClassUtils.isPresent("org.eclipse.jetty.http2.HTTP2Session",
			JettyConnections.class.getClassLoader());

	private JettyConnections() {
	}

	/**
	 * Have each HTTP/1 connection closed after its next response, which says so.
	 * @param http2 gets the HTTP/2 connections
	 */
	static void endKeepAlive(WebServer server, Http2Connections http2) {
		if (!(server instanceof JettyWebServer jetty)) {
			return;
		}
		for (Connector connector : jetty.getServer().getConnectors()) {
			for (ConnectionFactory factory : connector.getConnectionFactories()) {
				if (factory instanceof HttpConfiguration.ConnectionFactory http
						// HTTP/1 and HTTP/2 may share one
						&& http.getHttpConfiguration().getCustomizer(LastResponse.class) == null) {
					http.getHttpConfiguration().addCustomizer(new LastResponse());
				}
				if (HTTP2 && factory instanceof Container container) {
					JettyHttp2Connections.end(container, http2);
				}
			}
		}
	}

	private static final class LastResponse implements HttpConfiguration.Customizer {

		@Override
		public Request customize(Request request, HttpFields.Mutable responseHeaders) {
			if (request.getConnectionMetaData().getHttpVersion().getVersion() <= HttpVersion.HTTP_1_1.getVersion()) {
				request.addHttpStreamWrapper(ClosingStream::new);
			}
			return request;
		}

	}

	/**
	 * Adds the header as late as possible, for an error resets those that were set
	 * before.
	 */
	private static final class ClosingStream extends HttpStream.Wrapper {

		private ClosingStream(HttpStream stream) {
			super(stream);
		}

		@Override
		public void send(MetaData.Request request, MetaData.Response response, boolean last, ByteBuffer content,
				Callback callback) {
			// no head, since that has been sent already; or one that is not the last
			boolean isHead = response != null && !HttpStatus.isInterim(response.getStatus())
					&& response.getStatus() != HttpStatus.SWITCHING_PROTOCOLS_101;
			super.send(request, isHead ? closing(request, response, last) : response, last, content, callback);
		}

		private static MetaData.Response closing(MetaData.Request request, MetaData.Response response, boolean last) {
			HttpFields.Mutable headers = HttpFields.build(response.getHttpFields())
				.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
			if (!last && response.getContentLength() < 0 && mayBeChunked(request, response)) {
				// else Jetty would end the body with the connection, and nobody could
				// tell
				// whether all of it has arrived
				headers.put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
			}
			return new MetaData.Response(response.getStatus(), response.getReason(), response.getHttpVersion(), headers,
					response.getContentLength(), response.getTrailersSupplier());
		}

		private static boolean mayBeChunked(MetaData.Request request, MetaData.Response response) {
			return request.getHttpVersion() == HttpVersion.HTTP_1_1 && !HttpMethod.HEAD.is(request.getMethod())
					&& response.getStatus() != HttpStatus.NO_CONTENT_204
					&& response.getStatus() != HttpStatus.NOT_MODIFIED_304;
		}

	}

}
