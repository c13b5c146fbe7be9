package dev.probity.port;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What has come on a connection and is not answered yet.
 */
final class HeadBuffer {

	/**
	 * More than any caller needs to ask for a probe.
	 */
	static final int MAX_SIZE = 8192;

	private static final byte[] NOTHING = {};

	private byte[] bytes = NOTHING;

	private int length;

	/**
	 * How many bytes there is room for.
	 */
	int room() {
		return MAX_SIZE - this.length;
	}

	/**
	 * Take what has come.
	 * @param source no more than there is room for
	 */
	void append(ByteBuffer source) {
		int end = this.length + source.remaining();
		if (this.bytes.length < end) {
			this.bytes = Arrays.copyOf(this.bytes, Math.min(MAX_SIZE, Math.max(512, 2 * end)));
		}
		source.get(this.bytes, this.length, source.remaining());
		this.length = end;
	}

	boolean isEmpty() {
		return this.length == 0;
	}

	/**
	 * Whether this cannot become a request, so that there is nothing to wait for: a
	 * handshake of TLS, say.
	 */
	boolean isNoRequest() {
		for (int i = 0; i < this.length; i++) {
			byte current = this.bytes[i];
			if (current != '\r' && current != '\n') {
				return current < 'A' || current > 'Z';
			}
		}
		return false;
	}

	/**
	 * The length of the first head in here with the empty line that ends it; 0 if that
	 * has not come yet.
	 */
	int headLength() {
		boolean begun = false;
		for (int i = 0; i < this.length; i++) {
			byte current = this.bytes[i];
			if (current == '\n' && begun) {
				int next = (i + 1 < this.length && this.bytes[i + 1] == '\r') ? i + 2 : i + 1;
				if (next < this.length && this.bytes[next] == '\n') {
					return next + 1;
				}
			}
			// empty lines ahead of a request are to be ignored
			begun |= current != '\r' && current != '\n';
		}
		return 0;
	}

	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Forget what has been answered.
	 */
	void discard(int count) {
		System.arraycopy(this.bytes, count, this.bytes, 0, this.length - count);
		this.length -= count;
		if (this.length == 0) {
			this.bytes = NOTHING;
		}
	}

	void clear() {
		this.length = 0;
		this.bytes = NOTHING;
	}

}
