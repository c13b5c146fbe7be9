package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides at a possible separator whether the value ends there: a password may contain
 * any of them.
 */
final class Separators {

	private static final Pattern PAIR = Pattern
		.compile("[\"'\\[(<-]{0,2}+[\\w.$-]{1,80}+[\"'\\])>]{0,2}+\\s{0,3}+(?:=|:(?!//)|->)");

	private static final Pattern SPACED_PAIR = Pattern.compile("[A-Za-z][\\w -]{0,40}+=");

	private static final Pattern OPTION = Pattern.compile("--?[A-Za-z]");

	private static final Pattern WORD = Pattern.compile("[^\\s\"<>]{1,80}+");

	private static final Pattern OPENS_REMARK = Pattern.compile("[(\\[{<|/–—]|->|- |# ");

	private final String text;

	private final OpenBrackets open;

	Separators(String text, OpenBrackets open) {
		this.text = text;
		this.open = open;
	}

	/**
	 * Whether the value ends before a comma, semicolon or ampersand.
	 */
	boolean endsAtDelimiter(int at) {
		int next = at + 1;
		return isBlankOrEnd(next) || isNext(PAIR, next) || isNext(SPACED_PAIR, next)
				|| this.text.startsWith("amp;", next) || Brackets.isClosing(this.text.charAt(next)) && closes(next)
				|| "\"<".indexOf(this.text.charAt(next)) >= 0;
	}

	/**
	 * Whether the value ends before what ends a sentence or a clause.
	 */
	boolean endsAtPunctuation(int at) {
		return isBlankOrEnd(at + 1) || "\"'<".indexOf(this.text.charAt(at + 1)) >= 0;
	}

	/**
	 * Whether the value ends before a quotation mark.
	 */
	boolean endsAtQuote(int at) {
		return isBlankOrEnd(at + 1) || ",;:.)]}&\"'<>\\/?#".indexOf(this.text.charAt(at + 1)) >= 0;
	}

	/**
	 * Whether a bracket closes one that was opened before the value.
	 */
	boolean closes(int at) {
		return this.open.has(Brackets.opening(this.text.charAt(at)));
	}

	/**
	 * Whether the value ends before blanks: not if what follows may be more of it.
	 * @param next what follows the blanks
	 * @param read what was read so far
	 */
	boolean endsBefore(int next, Read read) {
		if (next >= this.text.length() || isBreak(next) || isNext(PAIR, next) || isNext(OPTION, next)
				|| isNext(OPENS_REMARK, next)) {
			return true;
		}
		Matcher word = WORD.matcher(this.text).region(next, this.text.length());
		String follows = word.lookingAt() ? Words.stripped(word.group()) : "";
		return switch (read) {
			case ONE_WORD -> Words.goesOn(follows);
			case WORDS -> false;
			// after what is no word, a word goes on with the sentence
			case MORE_THAN_WORDS -> Words.isOfSentence(follows);
		};
	}

	private boolean isNext(Pattern pattern, int at) {
		return pattern.matcher(this.text).region(at, this.text.length()).lookingAt();
	}

	private boolean isBlankOrEnd(int at) {
		return at >= this.text.length() || Character.isWhitespace(this.text.charAt(at));
	}

	private boolean isBreak(int at) {
		return this.text.charAt(at) == '\n' || this.text.charAt(at) == '\r';
	}

	/**
	 * What a value consists of, as far as it was read.
	 */
	enum Read {

		ONE_WORD, WORDS, MORE_THAN_WORDS;

		/**
		 * And then another one.
		 */
		Read and(String word) {
			return (this != MORE_THAN_WORDS && Words.isPlain(word)) ? WORDS : MORE_THAN_WORDS;
		}

		static Read of(String word) {
			return Words.isPlain(word) ? ONE_WORD : MORE_THAN_WORDS;
		}

	}

}
