package dev.probity.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * One request in HTTP/2 on a dedicated connection. Settings are no answer to it: they are
 * a greeting that a thread of the network sends although every thread that could answer
 * is held.
 */
final class Http2Question {

	private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int HEADERS = 1;

	private static final int SETTINGS = 4;

	private static final int GO_AWAY = 7;

	private static final int ACKNOWLEDGED = 1;

	private static final int END_OF_STREAM_AND_HEADERS = 5;

	private static final int STREAM = 1;

	// what a frame may have unless more was agreed
	private static final int LONGEST_FRAME = 16_384;

	private static final int MOST_FRAMES = 100;

	private final String path;

	/**
	 * Ask for a path.
	 * @param path the path, in ASCII
	 */
	Http2Question(String path) {
		this.path = path;
	}

	/**
	 * Ask, and wait for an answer.
	 * @param overTls whether the connection is encrypted
	 * @return {@code null} if what comes back is no HTTP/2
	 * @throws EOFException if the connection is closed before anything comes back
	 */
	@Nullable Heard ask(InputStream input, OutputStream output, boolean overTls) throws IOException {
		output.write(request(overTls));
		output.flush();
		DataInputStream frames = new DataInputStream(input);
		boolean greeted = false;
		try {
			for (int i = 0; i < MOST_FRAMES; i++) {
				int length = frames.readUnsignedShort() << 8 | frames.readUnsignedByte();
				int type = frames.readUnsignedByte();
				int flags = frames.readUnsignedByte();
				int stream = frames.readInt();
				if (length > LONGEST_FRAME || !greeted && type != SETTINGS && type != GO_AWAY) {
					return null;
				}
				if (type == GO_AWAY || stream == STREAM && type != SETTINGS) {
					return Heard.ANSWER;
				}
				greeted = true;
				frames.skipNBytes(length);
				if (type == SETTINGS && flags != ACKNOWLEDGED) {
					output.write(frame(SETTINGS, ACKNOWLEDGED, 0, new byte[0]));
					output.flush();
				}
			}
			return Heard.GREETING;
		}
		catch (EOFException ex) {
			if (greeted) {
				return Heard.GREETING;
			}
			throw ex;
		}
	}

	private byte[] request(boolean overTls) throws IOException {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.write(PREFACE);
		request.write(frame(SETTINGS, 0, 0, new byte[0]));
		request.write(frame(HEADERS, END_OF_STREAM_AND_HEADERS, STREAM, headers(overTls)));
		return request.toByteArray();
	}

	/**
	 * Names and values from the static table of HPACK, or names from there and values as
	 * they are.
	 */
	private byte[] headers(boolean overTls) throws IOException {
		ByteArrayOutputStream headers = new ByteArrayOutputStream();
		// :method GET
		headers.write(0x82);
		// :scheme
		headers.write(overTls ? 0x87 : 0x86);
		// :path
		headers.write(0x04);
		headers.write(text(this.path));
		// :authority
		headers.write(0x01);
		headers.write(text("localhost"));
		// user-agent
		headers.write(new byte[] { 0x0f, 58 - 15 });
		headers.write(text("Probity"));
		return headers.toByteArray();
	}

	private static byte[] text(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int length = text.length();
		// an integer with a prefix of seven bits
		bytes.write(Math.min(length, 127));
		for (int rest = length - 127; rest >= 0; rest = (rest < 128) ? -1 : rest >> 7) {
			bytes.write((rest < 128) ? rest : rest & 127 | 128);
		}
		bytes.write(text.getBytes(StandardCharsets.US_ASCII));
		return bytes.toByteArray();
	}

	private static byte[] frame(int type, int flags, int stream, byte[] payload) throws IOException {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(payload.length >> 16);
		frame.write(payload.length >> 8);
		frame.write(payload.length);
		frame.write(type);
		frame.write(flags);
		frame.write(new byte[] { 0, 0, 0, (byte) stream });
		frame.write(payload);
		return frame.toByteArray();
	}

	/**
	 * What comes back.
	 */
	enum Heard {

		/** An answer, of whatever kind. */
		ANSWER,

		/** That the server speaks HTTP/2, and then the end of the connection. */
		GREETING

	}

}
