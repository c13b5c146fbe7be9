package dev.probity.shutdown;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;

/**
 * One HTTP/2 connection of Reactor Netty. Only for the event loop of its channel.
 */
final class NettyHttp2Connection extends MultiplexedConnection {

	private final Channel channel;

	private final Http2Connection connection;

	NettyHttp2Connection(Channel channel, Http2Connection connection) {
		this.channel = channel;
		this.connection = connection;
	}

	@Override
	long requests() {
		return this.connection.remote().lastStreamCreated();
	}

	@Override
	boolean isServing() {
		return this.connection.numActiveStreams() > 0;
	}

	@Override
	void goAway() {
		if (!this.connection.goAwaySent()) {
			this.channel.pipeline().addLast(new LastGoAway());
			Http2GoAwayFrame goAway = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
			goAway.setExtraStreamIds(Integer.MAX_VALUE);
			this.channel.writeAndFlush(goAway);
		}
	}

	/**
	 * Says which stream was the last when the server closes the connection. The codec
	 * would, but not after a GOAWAY that is not its own.
	 */
	private static final class LastGoAway extends ChannelOutboundHandlerAdapter {

		@Override
		public void close(ChannelHandlerContext context, ChannelPromise promise) {
			context.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
			context.close(promise);
		}

	}

}
