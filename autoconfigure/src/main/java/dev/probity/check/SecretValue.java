package dev.probity.check;

import java.util.Locale;
import java.util.Set;

/**
 * Finds where a value ends that follows a name: {@code a;}, {@code "a b"},
 * <code>{a;b}</code>. Read by hand, once from left to right.
 */
final class SecretValue {

	private static final Set<String> SCHEMES = Set.of("bearer", "basic", "apikey", "digest", "negotiate");

	private SecretValue() {
	}

	/**
	 * The end of the value.
	 * @param text the text
	 * @param start where the value begins, inside the text
	 * @return the index after its last character
	 */
	static int end(String text, int start) {
		char first = text.charAt(start);
		return switch (first) {
			case '"', '\'' -> enclosed(text, start + 1, first);
			case '{' -> enclosed(text, start + 1, '}');
			case '[' -> enclosed(text, start + 1, ']');
			case '\\' -> escaped(text, start);
			default -> bare(text, start);
		};
	}

	/**
	 * Up to the closing character, unless that is doubled or follows a backslash.
	 */
	private static int enclosed(String text, int start, char closing) {
		int at = start;
		while (at < text.length()) {
			char c = text.charAt(at);
			boolean doubled = c == closing && at + 1 < text.length() && text.charAt(at + 1) == closing;
			if (c == closing && !doubled) {
				return at + 1;
			}
			at += (c == '\\' || doubled) ? 2 : 1;
		}
		return text.length();
	}

	/**
	 * JSON inside a JSON string: <code>\"a b\"</code>.
	 */
	private static int escaped(String text, int start) {
		if (!text.startsWith("\\\"", start)) {
			return bare(text, start);
		}
		int closing = text.indexOf("\\\"", start + 2);
		return (closing < 0) ? text.length() : closing + 2;
	}

	/**
	 * Up to the next separator; a scheme takes what follows it along.
	 */
	private static int bare(String text, int start) {
		int from = start;
		int at = word(text, from);
		while (at > from && SCHEMES.contains(text.substring(from, at).toLowerCase(Locale.ROOT))) {
			from = at;
			while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
				from++;
			}
			at = word(text, from);
		}
		return at;
	}

	private static int word(String text, int start) {
		int at = start;
		while (at < text.length() && !isSeparator(text.charAt(at))) {
			at++;
		}
		return at;
	}

	private static boolean isSeparator(char c) {
		return Character.isWhitespace(c) || ",;&)}]".indexOf(c) >= 0;
	}

}
