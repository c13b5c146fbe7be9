package dev.probity.text;

import java.util.OptionalInt;

/**
 * Text that cannot look like something else: no further lines of a log, no commands of a
 * terminal, no letters in another order than they are read in. Whatever comes from
 * outside goes through here before it is logged, shown or sent.
 *
 * @since 0.1.0
 */
public final class VisibleText {

	private VisibleText() {
	}

	/**
	 * One line: what separates lines or steers a terminal is a blank, what merely cannot
	 * be seen is left out, half a character is replaced.
	 * @param text any text
	 * @return the text as one line, the same object if it is one
	 */
	public static String line(String text) {
		return firstUnseen(text).isEmpty() ? text : shown(text, Breaks.BLANK);
	}

	/**
	 * The same, but the text may have several lines. For where a reader knows where it
	 * begins and ends: a value in JSON.
	 * @param text any text
	 * @return the text, the same object if all of it can be seen
	 */
	public static String lines(String text) {
		return firstUnseen(text).isEmpty() ? text : shown(text, Breaks.KEPT);
	}

	/**
	 * The first character that cannot be seen: for who refuses it.
	 * @param text any text
	 * @return its code point, or nothing if all can be seen
	 */
	public static OptionalInt firstUnseen(String text) {
		for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
			if (kind(text.codePointAt(at)) != Kind.SEEN) {
				return OptionalInt.of(text.codePointAt(at));
			}
		}
		return OptionalInt.empty();
	}

	/**
	 * At most so many characters, and an ellipsis in place of the others. Never half a
	 * character.
	 * @param text any text
	 * @param longest how many characters may stay
	 * @return the text or its beginning
	 */
	public static String cut(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
		return text.substring(0, end) + "…";
	}

	private static String shown(String text, Breaks breaks) {
		StringBuilder shown = new StringBuilder(text.length());
		boolean pending = false;
		for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
			int character = text.codePointAt(at);
			Kind kind = (breaks == Breaks.KEPT && (character == '\n' || character == '\t')) ? Kind.SEEN
					: kind(character);
			switch (kind) {
				case SEEN -> {
					if (pending) {
						shown.append(' ');
					}
					pending = false;
					shown.appendCodePoint(character);
				}
				case SEPARATES -> pending = true;
				case HALF -> shown.append('\uFFFD');
				case UNSEEN -> {
					// as if it were not there
				}
			}
		}
		return shown.append(pending ? " " : "").toString();
	}

	private static Kind kind(int character) {
		if (character >= ' ' && character < 0x7f) {
			return Kind.SEEN;
		}
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Kind.SEPARATES;
			case Character.SURROGATE -> Kind.HALF;
			// joiners make other letters, and other faces, of their neighbours
			case Character.FORMAT -> (character == 0x200c || character == 0x200d) ? Kind.SEEN : Kind.UNSEEN;
			default -> Kind.SEEN;
		};
	}

	private enum Kind {

		SEEN, UNSEEN, SEPARATES, HALF

	}

	private enum Breaks {

		KEPT, BLANK

	}

}
