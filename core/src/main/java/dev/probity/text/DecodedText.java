package dev.probity.text;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A text with what was wrapped for transport unwrapped: per cent encoding, backslashes of
 * a string in a string, entities of XML. Remembers where each character comes from.
 */
final class DecodedText {

	private static final Map<String, Character> ENTITIES = Map.of("quot", '"', "apos", '\'', "amp", '&', "lt", '<',
			"gt", '>', "#34", '"', "#39", '\'', "#x22", '"', "#x27", '\'', "#61", '=');

	private final String text;

	private final int[] origins;

	private DecodedText(String text, int[] origins) {
		this.text = text;
		this.origins = origins;
	}

	String text() {
		return this.text;
	}

	/**
	 * Notes what is found here where it stands in the text that this was decoded from.
	 */
	Hiding in(Hiding original) {
		return (start, end) -> original.hide(this.origins[start], this.origins[end]);
	}

	/**
	 * Unwrap one layer.
	 * @return the text inside, or {@code null} if there is no layer
	 */
	static @Nullable DecodedText of(String text) {
		StringBuilder decoded = new StringBuilder(text.length());
		int[] origins = new int[text.length() + 1];
		int at = 0;
		while (at < text.length()) {
			int length = wrapped(text, at);
			int character = (length > 1) ? unwrapped(text, at, length) : text.charAt(at);
			int taken = (character < 0) ? 1 : length;
			if (length != 0) {
				origins[decoded.length()] = at;
				decoded.append((character < 0) ? text.charAt(at) : (char) character);
			}
			at += Math.max(1, taken);
		}
		origins[decoded.length()] = text.length();
		return (decoded.length() == text.length()) ? null : new DecodedText(decoded.toString(), origins);
	}

	/**
	 * How many characters stand for one: none for one that cannot be seen.
	 */
	private static int wrapped(String text, int at) {
		return switch (text.charAt(at)) {
			case '%' -> 3;
			case '\\' -> text.startsWith("u", at + 1) ? 6 : 2;
			case '&' -> Math.max(1, text.substring(at, Math.min(text.length(), at + 7)).indexOf(';') + 1);
			default -> isUnseen(text.charAt(at)) ? 0 : 1;
		};
	}

	private static boolean isUnseen(char character) {
		return Character.getType(character) == Character.FORMAT || character == 0;
	}

	/**
	 * The character, or a negative number if it is none that could hide a secret.
	 */
	private static int unwrapped(String text, int at, int length) {
		if (at + length > text.length()) {
			return -1;
		}
		return switch (text.charAt(at)) {
			case '%' -> hexadecimal(text, at + 1, at + 3);
			case '&' -> entity(text.substring(at + 1, Math.max(at + 1, at + length - 1)));
			default -> (length == 6) ? hexadecimal(text, at + 2, at + 6) : escaped(text.charAt(at + 1));
		};
	}

	private static int entity(String name) {
		Character character = ENTITIES.get(name);
		return (character != null) ? character : -1;
	}

	private static int escaped(char character) {
		return switch (character) {
			case '"', '\'', '\\', '/' -> character;
			case 'n', 'r' -> '\n';
			case 't' -> '\t';
			default -> -1;
		};
	}

	private static int hexadecimal(String text, int start, int end) {
		int value = 0;
		for (int at = start; at < end; at++) {
			int digit = Character.digit(text.charAt(at), 16);
			if (digit < 0) {
				return -1;
			}
			value = 16 * value + digit;
		}
		return (value >= 0x20 && value < 0x7f || value == '\n') ? value : -1;
	}

}
