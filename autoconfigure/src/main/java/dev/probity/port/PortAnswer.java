package dev.probity.port;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.probity.traffic.PeerAnswer;
import dev.probity.web.ProbeAnswer;

/**
 * An answer as it goes over the wire.
 */
final class PortAnswer {

	private static final String PLAIN = "text/plain";

	private static final byte[] NOTHING = {};

	private PortAnswer() {
	}

	static ByteBuffer of(ProbeAnswer answer, RequestHead request) {
		return bytes(answer.httpStatus(), answer.contentType(), answer.headers(), answer.body(),
				request.method().equals("HEAD"), request.connection());
	}

	static ByteBuffer of(PeerAnswer answer, RequestHead request) {
		return bytes(answer.httpStatus(), PeerAnswer.CONTENT_TYPE, Map.of(), answer.body(),
				request.method().equals("HEAD"), request.connection());
	}

	static ByteBuffer notFound(RequestHead request) {
		return bytes(404, PLAIN, Map.of(), body("only probes are served here"), request.method().equals("HEAD"),
				request.connection());
	}

	static ByteBuffer methodNotAllowed(RequestHead request) {
		return bytes(405, PLAIN, Map.of("Allow", "GET, HEAD, OPTIONS"),
				body("a probe supports GET, HEAD and OPTIONS only"), false, request.connection());
	}

	static ByteBuffer badRequest() {
		return last(400, "the request is not HTTP/1");
	}

	static ByteBuffer headTooLarge() {
		return last(431, "the request is too large");
	}

	/**
	 * For a request that cannot be read, its method included.
	 */
	private static ByteBuffer last(int status, String text) {
		return bytes(status, PLAIN, Map.of(), body(text), false, RequestHead.Connection.CLOSE);
	}

	private static byte[] body(String text) {
		return (text + "\n").getBytes(StandardCharsets.US_ASCII);
	}

	private static ByteBuffer bytes(int status, String contentType, Map<String, String> headers, byte[] body,
			boolean headOnly, RequestHead.Connection connection) {
		StringBuilder head = new StringBuilder(160).append("HTTP/1.1 ")
			.append(status)
			.append(' ')
			.append(phrase(status))
			.append("\r\nCache-Control: no-store\r\nContent-Type: ")
			.append(contentType)
			.append("\r\nContent-Length: ")
			.append(body.length);
		headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
		if (connection == RequestHead.Connection.CLOSE) {
			head.append("\r\nConnection: close");
		}
		byte[] encoded = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
		byte[] sent = headOnly ? NOTHING : body;
		return ByteBuffer.allocate(encoded.length + sent.length).put(encoded).put(sent).flip();
	}

	private static String phrase(int status) {
		return switch (status) {
			case 200 -> "OK";
			case 400 -> "Bad Request";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 405 -> "Method Not Allowed";
			case 429 -> "Too Many Requests";
			case 431 -> "Request Header Fields Too Large";
			case 503 -> "Service Unavailable";
			default -> "";
		};
	}

}
