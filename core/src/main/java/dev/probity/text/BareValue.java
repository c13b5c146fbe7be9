package dev.probity.text;

import dev.probity.text.Separators.Read;

/**
 * Finds the end of a value that nothing encloses. Read once from left to right.
 */
final class BareValue {

	private static final int LONGEST_WORD = 80;

	private final String text;

	private final Separators separators;

	BareValue(String text, OpenBrackets open) {
		this.text = text;
		this.separators = new Separators(text, open);
	}

	/**
	 * The end of a value of one word, or of the words that may belong to it.
	 */
	int end(int start) {
		int at = endOfWord(start);
		Read read = null;
		while (at < this.text.length() && isBlank(at)) {
			int next = afterBlanks(at);
			String word = this.text.substring(Math.max(start, at - LONGEST_WORD), at);
			word = word.substring(word.lastIndexOf(' ') + 1);
			read = (read != null) ? read.and(word) : Read.of(word);
			if (this.separators.endsBefore(next, read)) {
				return at;
			}
			at = endOfWord(next);
			if (at == next) {
				return at;
			}
		}
		return at;
	}

	/**
	 * The end of a value that has no blank in it: one in the query of a URL.
	 */
	int endOfWord(int start) {
		int depth = 0;
		int at = start;
		while (at < this.text.length()) {
			char c = this.text.charAt(at);
			if (Character.isWhitespace(c)) {
				return at;
			}
			if (depth > 0 && Brackets.isClosing(c)) {
				depth--;
			}
			else if (c == '(' || c == '[') {
				depth++;
			}
			else if (endsAt(start, at, c)) {
				return at;
			}
			at += (c == '\\' && isContinued(at)) ? 2 : 1;
		}
		return at;
	}

	private boolean endsAt(int start, int at, char c) {
		return switch (c) {
			case '`' -> true;
			case ',', ';', '&' -> this.separators.endsAtDelimiter(at);
			case ':', '.' -> this.separators.endsAtPunctuation(at);
			case '"' -> at == start || this.separators.endsAtQuote(at);
			case '\'' -> at > start && this.separators.endsAtQuote(at);
			case ')', ']', '}' -> this.separators.closes(at);
			case '<' -> this.text.startsWith("</", at);
			default -> false;
		};
	}

	/**
	 * A backslash and a character, or a line that goes on in the next.
	 */
	private boolean isContinued(int at) {
		return at + 1 < this.text.length() && this.text.charAt(at + 1) != '"';
	}

	private int afterBlanks(int from) {
		int at = from;
		while (at < this.text.length() && isBlank(at)) {
			at++;
		}
		return at;
	}

	private boolean isBlank(int at) {
		return this.text.charAt(at) == ' ' || this.text.charAt(at) == '\t';
	}

}
