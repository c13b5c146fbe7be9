package dev.probity.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Bytes as they are.
 */
record PlainTransport(SocketChannel channel) implements Transport {

	@Override
	public int read(ByteBuffer target) throws IOException {
		return this.channel.read(target);
	}

	@Override
	public boolean write(ByteBuffer source) throws IOException {
		this.channel.write(source);
		return !source.hasRemaining();
	}

	@Override
	public void endOutput() throws IOException {
		this.channel.shutdownOutput();
	}

}
