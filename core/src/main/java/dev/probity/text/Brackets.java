package dev.probity.text;

/**
 * Finds where something that was opened is closed.
 */
final class Brackets {

	private static final String OPENING = "([{";

	private static final String CLOSING = ")]}";

	private Brackets() {
	}

	static boolean isOpening(char character) {
		return OPENING.indexOf(character) >= 0;
	}

	static boolean isClosing(char character) {
		return CLOSING.indexOf(character) >= 0;
	}

	/**
	 * The opening bracket that belongs to a closing one.
	 */
	static char opening(char closing) {
		return OPENING.charAt(CLOSING.indexOf(closing));
	}

	/**
	 * Where a quotation ends, unless its mark is doubled or follows a backslash.
	 * @param text the text
	 * @param start where the mark is that opens it
	 * @return the index of the mark that closes it, or the length of the text
	 */
	static int endOfQuote(String text, int start) {
		char mark = text.charAt(start);
		int at = start + 1;
		while (at < text.length()) {
			char c = text.charAt(at);
			boolean doubled = c == mark && at + 1 < text.length() && text.charAt(at + 1) == mark && at > start + 1;
			if (c == mark && !doubled) {
				return at;
			}
			at += (c == '\\' || doubled) ? 2 : 1;
		}
		return text.length();
	}

	/**
	 * Where what is quoted begins: after the mark, or after three of them if it is a text
	 * block.
	 * @param text the text
	 * @param start where the mark is that opens it
	 * @return the index of its first character
	 */
	static int startOfQuoted(String text, int start) {
		return (endOfBlock(text, start) >= 0) ? start + 3 : start + 1;
	}

	/**
	 * Where what is quoted ends, be it by one mark or by three.
	 * @param text the text
	 * @param start where the mark is that opens it
	 * @return the index after its last character
	 */
	static int endOfQuoted(String text, int start) {
		int end = endOfBlock(text, start);
		return (end >= 0) ? end : endOfQuote(text, start);
	}

	private static int endOfBlock(String text, int start) {
		String marks = text.substring(start, start + 1).repeat(3);
		return text.startsWith(marks, start) ? text.indexOf(marks, start + 3) : -1;
	}

	/**
	 * Where a bracket is closed, with all that are opened and quoted inside.
	 * @param text the text
	 * @param start where the bracket is that opens
	 * @return the index of the one that closes, or the length of the text
	 */
	static int end(String text, int start) {
		int depth = 0;
		int at = start;
		while (at < text.length()) {
			char c = text.charAt(at);
			if (c == '"') {
				at = endOfQuote(text, at);
			}
			depth += isOpening(c) ? 1 : isClosing(c) ? -1 : 0;
			if (depth == 0) {
				return at;
			}
			at++;
		}
		return text.length();
	}

}
