package dev.probity.web;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

import dev.probity.probe.ProbeStatus;

/**
 * The answer of a short path, independent of the web stack.
 *
 * @param status the status
 * @param httpStatus the same over HTTP
 * @param contentType what the body is
 * @param headers further headers
 * @param body the bytes, which must not be changed
 * @since 0.1.0
 */
public record ProbeAnswer(ProbeStatus status, int httpStatus, String contentType, Map<String, String> headers,
		byte[] body) {

	private static final String JSON = "application/json";

	private static final String TEXT = "text/plain; charset=utf-8";

	// rendered once: the same JSON as Actuator's to a caller who may see no components
	private static final Map<ProbeStatus, ProbeAnswer> BRIEF = new EnumMap<>(ProbeStatus.class);
	static {
		for (ProbeStatus status : ProbeStatus.values()) {
			BRIEF.put(status, new ProbeAnswer(status, status.httpStatus(), JSON, Map.of(),
					"{\"status\":\"%s\"}".formatted(status).getBytes(StandardCharsets.UTF_8)));
		}
	}

	/**
	 * The status alone, which anybody may know.
	 * @param status the status
	 * @return the answer
	 */
	public static ProbeAnswer brief(ProbeStatus status) {
		ProbeAnswer answer = BRIEF.get(status);
		if (answer == null) {
			throw new IllegalStateException("No answer for " + status);
		}
		return answer;
	}

	/**
	 * A status in words.
	 * @param status the status
	 * @param text the text
	 * @return the answer
	 */
	public static ProbeAnswer text(ProbeStatus status, String text) {
		return new ProbeAnswer(status, status.httpStatus(), TEXT, Map.of(), text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A status with more beside it.
	 * @param status the status
	 * @param json the body, all of it
	 * @return the answer
	 */
	public static ProbeAnswer json(ProbeStatus status, String json) {
		return new ProbeAnswer(status, status.httpStatus(), JSON, Map.of(), json.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The same with headers.
	 * @param headers the values by name
	 * @return the answer
	 */
	public ProbeAnswer with(Map<String, String> headers) {
		return with(this.httpStatus, headers);
	}

	ProbeAnswer with(int httpStatus, Map<String, String> headers) {
		return (httpStatus == this.httpStatus && headers.isEmpty()) ? this
				: new ProbeAnswer(this.status, httpStatus, this.contentType, headers, this.body);
	}

}
