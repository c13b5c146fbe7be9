package dev.probity.port;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as far as a probe needs it.
 *
 * @param method the method, in upper case as it came
 * @param path the path, not decoded: no path of a probe needs that
 * @param query what follows the question mark, or {@code null} if nothing does
 * @param userAgent what the caller calls itself, or {@code null} if it does not say
 * @param connection whether another request may follow
 */
record RequestHead(String method, String path, @Nullable String query, @Nullable String userAgent,
		Connection connection) {

	/**
	 * Whether another request may follow on the same connection.
	 */
	enum Connection {

		KEEP_ALIVE, CLOSE

	}

	/**
	 * Read a head.
	 * @param bytes where it is
	 * @param length how long it is
	 * @return the head, or {@code null} if the request is not HTTP/1
	 */
	static @Nullable RequestHead parse(byte[] bytes, int length) {
		String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).strip().split("\r?\n");
		String[] request = lines[0].split(" ");
		if (request.length != 3 || !request[2].matches("HTTP/1\\.\\d") || !request[0].matches("[A-Z]+")) {
			return null;
		}
		String userAgent = null;
		boolean close = request[2].equals("HTTP/1.0");
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			String value = lines[i].substring(colon + 1).strip();
			switch ((colon < 0) ? "" : lines[i].substring(0, colon).toLowerCase(Locale.ROOT)) {
				case "user-agent" -> userAgent = value;
				case "connection" -> close |= value.toLowerCase(Locale.ROOT).contains("close");
				// a body is not read, so nothing can follow it
				case "content-length" -> close |= !value.equals("0");
				case "transfer-encoding", "upgrade" -> close = true;
				default -> {
				}
			}
		}
		String target = originForm(request[1]);
		int question = target.indexOf('?');
		return new RequestHead(request[0], (question < 0) ? target : target.substring(0, question),
				(question < 0) ? null : target.substring(question + 1), userAgent,
				close ? Connection.CLOSE : Connection.KEEP_ALIVE);
	}

	/**
	 * A proxy may be told the whole address.
	 */
	private static String originForm(String target) {
		if (!target.startsWith("http://") && !target.startsWith("https://")) {
			return target;
		}
		int slash = target.indexOf('/', target.indexOf("//") + 2);
		return (slash < 0) ? "/" : target.substring(slash);
	}

}
