package dev.probity.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

import dev.probity.settings.FailureAnalyzedException;
import dev.probity.text.VisibleText;

/**
 * Whether headers can be sent. Their values are secret, as a rule: nothing of them is
 * said, and nothing that Java says of them.
 */
final class HeaderSettings {

	private static final URI ANYWHERE = URI.create("http://localhost");

	private HeaderSettings() {
	}

	/**
	 * Validate headers.
	 * @param property the property that they are below
	 */
	static void validate(String property, Map<String, String> headers) {
		headers.forEach((name, value) -> {
			if (!canBeSent(name, "any")) {
				throw failure(property, name, "Java's HTTP client sets it itself, or no request can have it",
						"Leave out the header.");
			}
			if (!canBeSent(name, value)) {
				throw endsWithLineBreak(value)
						? failure(property, name, "its value ends with a line break",
								"Remove the line break, which a file usually ends with.")
						: failure(property, name, "its value has a character that no header can have",
								"Write visible ASCII characters and spaces only, in one line.");
			}
		});
	}

	private static boolean canBeSent(String name, String value) {
		try {
			HttpRequest.newBuilder(ANYWHERE).setHeader(name, value);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean endsWithLineBreak(String value) {
		return value.endsWith("\n") || value.endsWith("\r");
	}

	private static FailureAnalyzedException failure(String property, String name, String reason, String action) {
		return new FailureAnalyzedException(
				"The property '%s.%s' cannot be sent: %s.".formatted(property, VisibleText.line(name), reason), action);
	}

}
