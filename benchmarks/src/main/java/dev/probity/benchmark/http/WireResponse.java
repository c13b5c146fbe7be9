package dev.probity.benchmark.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds out where a response of HTTP/1.1 ends, and what its status is, without an object:
 * what the client spends, the server does not have.
 */
final class WireResponse {

	/** More has to arrive. */
	static final int INCOMPLETE = -1;

	private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] CLOSE = "connection: close".getBytes(StandardCharsets.US_ASCII);

	private static final int STATUS_AT = "HTTP/1.1 ".length();

	private static final int LOWER_CASE = 0x20;

	private WireResponse() {
	}

	/**
	 * Returns how many bytes the response takes that is at the begin of a buffer.
	 * @param buffer what has arrived, up to its position
	 * @return the number, or {@link #INCOMPLETE}
	 * @throws IOException if nothing says where it ends
	 */
	static int length(ByteBuffer buffer) throws IOException {
		int arrived = buffer.position();
		int line = 0;
		int body = INCOMPLETE;
		boolean chunked = false;
		for (int i = 0; i < arrived; i++) {
			if (buffer.get(i) != '\n') {
				continue;
			}
			if (i - line == 1) {
				return chunked ? endOfChunks(buffer, i + 1) : endOfBody(i + 1, body, arrived);
			}
			if (startsWith(buffer, line, LENGTH)) {
				body = number(buffer, line + LENGTH.length, 10);
			}
			else if (startsWith(buffer, line, CHUNKED)) {
				chunked = true;
			}
			line = i + 1;
		}
		return INCOMPLETE;
	}

	/**
	 * Returns the status of the response at the begin of a buffer, whose head is there.
	 */
	static int status(ByteBuffer buffer) {
		return number(buffer, STATUS_AT, 10);
	}

	/**
	 * Whether the response, whose head is there, is the last one of its connection.
	 */
	static boolean closes(ByteBuffer buffer) {
		int line = 0;
		for (int i = 0; i < buffer.position() && (buffer.get(i) != '\n' || i - line > 1); i++) {
			if (buffer.get(i) == '\n') {
				line = i + 1;
				if (startsWith(buffer, line, CLOSE)) {
					return true;
				}
			}
		}
		return false;
	}

	private static int endOfBody(int begin, int length, int arrived) throws IOException {
		if (length == INCOMPLETE) {
			throw new IOException("Nothing says where the response ends");
		}
		return (begin + length <= arrived) ? begin + length : INCOMPLETE;
	}

	private static int endOfChunks(ByteBuffer buffer, int begin) {
		int chunk = begin;
		for (int i = begin; i < buffer.position(); i++) {
			if (buffer.get(i) == '\n') {
				int length = number(buffer, chunk, 16);
				int next = i + 1 + length + 2;
				if (next > buffer.position()) {
					return INCOMPLETE;
				}
				if (length == 0) {
					return next;
				}
				chunk = next;
				i = next - 1;
			}
		}
		return INCOMPLETE;
	}

	private static boolean startsWith(ByteBuffer buffer, int begin, byte[] name) {
		for (int i = 0; i < name.length; i++) {
			if (begin + i >= buffer.position() || (buffer.get(begin + i) | LOWER_CASE) != (name[i] | LOWER_CASE)) {
				return false;
			}
		}
		return true;
	}

	private static int number(ByteBuffer buffer, int begin, int radix) {
		int number = 0;
		for (int i = begin; i < buffer.position(); i++) {
			int digit = Character.digit(buffer.get(i), radix);
			if (digit >= 0) {
				number = number * radix + digit;
			}
			else if (buffer.get(i) != ' ') {
				break;
			}
		}
		return number;
	}

}
