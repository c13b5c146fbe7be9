package dev.probity.shutdown;

import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.util.Callback;

/**
 * One HTTP/2 connection of Jetty.
 */
final class JettyHttp2Connection extends MultiplexedConnection {

	// any stream that may come, but not the very last number: with that Jetty sends a
	// second GOAWAY at once, and drops the requests that cross it
	private static final int ANY_STREAM = Integer.MAX_VALUE - 2;

	private final HTTP2Session session;

	JettyHttp2Connection(HTTP2Session session) {
		this.session = session;
	}

	@Override
	long requests() {
		return this.session.getStreamsOpened();
	}

	@Override
	boolean isServing() {
		return this.session.getStreamCount() > 0;
	}

	@Override
	void goAway() {
		byte[] reason = "shutdown".getBytes(StandardCharsets.US_ASCII);
		this.session.goAway(new GoAwayFrame(ANY_STREAM, ErrorCode.NO_ERROR.code, reason), Callback.NOOP);
	}

}
