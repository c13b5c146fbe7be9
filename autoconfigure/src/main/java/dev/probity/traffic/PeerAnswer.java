package dev.probity.traffic;

import java.nio.charset.StandardCharsets;

/**
 * What a peer gets to hear.
 *
 * @param httpStatus the status over HTTP
 * @param text one line of ASCII
 * @since 0.1.0
 */
public record PeerAnswer(int httpStatus, String text) {

	/**
	 * What the text is over HTTP.
	 */
	public static final String CONTENT_TYPE = "text/plain";

	/**
	 * The body over HTTP.
	 * @return the line with its end
	 */
	public byte[] body() {
		return (this.text + "\n").getBytes(StandardCharsets.US_ASCII);
	}

}
