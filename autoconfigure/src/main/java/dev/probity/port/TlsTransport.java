package dev.probity.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * Bytes over TLS.
 */
final class TlsTransport implements Transport {

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final SocketChannel channel;

	// records without content, such as new keys, may come without end
	private static final int MOST_IN_VAIN = 16;

	private final SSLEngine engine;

	private final ByteBuffer incoming;

	private final ByteBuffer outgoing;

	// what has been decrypted and did not fit
	private final ByteBuffer clear;

	TlsTransport(SocketChannel channel, SSLEngine engine) {
		this.channel = channel;
		this.engine = engine;
		this.incoming = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
		this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
		this.clear = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		int before = target.position();
		boolean ended = false;
		int vain = 0;
		while (true) {
			transfer(target);
			if (!target.hasRemaining() || ended || vain == MOST_IN_VAIN) {
				break;
			}
			int count = this.channel.read(this.incoming);
			boolean moved = unwrap();
			vain = this.clear.hasRemaining() ? 0 : vain + 1;
			ended = count < 0 && !moved || this.engine.isInboundDone();
			if (count <= 0 && !moved) {
				break;
			}
		}
		int read = target.position() - before;
		return (read == 0 && ended) ? -1 : read;
	}

	/**
	 * Make the most of what has come.
	 * @return whether anything has come of it
	 */
	private boolean unwrap() throws IOException {
		boolean moved = false;
		this.incoming.flip();
		try {
			while (proceed()) {
				moved = true;
			}
			return moved;
		}
		catch (SSLException ex) {
			// the alert with the reason
			wrap(NOTHING);
			throw ex;
		}
		finally {
			this.incoming.compact();
		}
	}

	private boolean proceed() throws IOException {
		return switch (this.engine.getHandshakeStatus()) {
			case NEED_TASK -> {
				runTasks();
				yield true;
			}
			case NEED_WRAP -> flush() && wrap(NOTHING) > 0;
			default -> unwrapOnce();
		};
	}

	private boolean unwrapOnce() throws SSLException {
		this.clear.compact();
		SSLEngineResult result;
		try {
			result = this.engine.unwrap(this.incoming, this.clear);
		}
		finally {
			this.clear.flip();
		}
		return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
	}

	private void runTasks() {
		for (Runnable task = this.engine.getDelegatedTask(); task != null; task = this.engine.getDelegatedTask()) {
			task.run();
		}
	}

	private void transfer(ByteBuffer target) {
		while (this.clear.hasRemaining() && target.hasRemaining()) {
			target.put(this.clear.get());
		}
	}

	@Override
	public boolean write(ByteBuffer source) throws IOException {
		while (flush() && source.hasRemaining()) {
			if (wrap(source) == 0) {
				throw new SSLException("the peer asks for a TLS renegotiation");
			}
		}
		return !source.hasRemaining() && !this.outgoing.hasRemaining();
	}

	/**
	 * One record; to be called only when the one before has been written.
	 * @return how many bytes it has
	 */
	private int wrap(ByteBuffer source) throws IOException {
		this.outgoing.clear();
		int produced;
		try {
			produced = this.engine.wrap(source, this.outgoing).bytesProduced();
		}
		finally {
			this.outgoing.flip();
		}
		flush();
		return produced;
	}

	@Override
	public boolean flush() throws IOException {
		if (this.outgoing.hasRemaining()) {
			this.channel.write(this.outgoing);
		}
		return !this.outgoing.hasRemaining();
	}

	@Override
	public void endOutput() throws IOException {
		this.engine.closeOutbound();
		if (flush()) {
			wrap(NOTHING);
		}
		this.channel.shutdownOutput();
	}

}
