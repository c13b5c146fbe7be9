package dev.probity.shutdown;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2FrameCodec;

/**
 * HTTP/2 connections of Reactor Netty, known from their first request on. Thread-safe.
 */
final class NettyHttp2Connections {

	private final Map<Channel, NettyHttp2Connection> connections = new ConcurrentHashMap<>();

	/**
	 * A request has arrived.
	 * @param stream the channel of its stream
	 */
	void add(Channel stream) {
		Channel connection = stream.parent();
		if (connection != null && !this.connections.containsKey(connection)) {
			Http2FrameCodec codec = connection.pipeline().get(Http2FrameCodec.class);
			if (codec != null) {
				this.connections.put(connection, new NettyHttp2Connection(connection, codec.connection()));
				connection.closeFuture().addListener((closed) -> this.connections.remove(connection));
			}
		}
	}

	void observe() {
		this.connections.forEach((channel, connection) -> channel.eventLoop().execute(connection::observe));
	}

}
