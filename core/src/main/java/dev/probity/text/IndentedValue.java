package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that is written on the lines below its name: a block or a list of YAML.
 */
final class IndentedValue {

	private static final Pattern BLOCK = Pattern.compile("[|>][+-]?\\d?[ \\t]{0,20}+\\R");

	private static final Pattern BEFORE = Pattern.compile("(?:[|>][+-]?\\d?)?\\s{0,200}+");

	private static final Pattern BREAK = Pattern.compile("\\R");

	private static final Pattern PAIR = Pattern.compile("[ \\t]*+[\\w.\"'-]{1,80}+[ \\t]{0,3}+[:=](?:\\s|$)");

	private static final Pattern ITEM = Pattern.compile("[ \\t]*+- ");

	private IndentedValue() {
	}

	/**
	 * Where the lines end that belong to a name.
	 * @param text the text
	 * @param name where the name is
	 * @param start what follows the sign after the name
	 * @return the index after the last character of them, or start if there are none
	 */
	static int end(String text, int name, int start) {
		int indent = indent(text, name);
		if (indent < 0) {
			return start;
		}
		Matcher block = BLOCK.matcher(text).region(start, text.length());
		if (block.lookingAt()) {
			return endOfDeeper(text, block.end(), indent);
		}
		Matcher broken = BREAK.matcher(text).region(start, text.length());
		return broken.lookingAt() ? endOfUnnamed(text, broken.end(), indent, start) : start;
	}

	/**
	 * Where they begin.
	 */
	static int start(String text, int start) {
		Matcher before = BEFORE.matcher(text).region(start, text.length());
		return before.lookingAt() ? before.end() : start;
	}

	/**
	 * How far the name is from the beginning of its line, if nothing is between.
	 */
	private static int indent(String text, int name) {
		int at = name;
		while (at > 0 && " \t\"'-".indexOf(text.charAt(at - 1)) >= 0 && name - at < 200) {
			at--;
		}
		return (at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r') ? name - at : -1;
	}

	private static int endOfDeeper(String text, int from, int indent) {
		int at = from;
		while (at < text.length() && (isBlankLine(text, at) || column(text, at) > indent)) {
			at = endOfLine(text, at);
			at += (at < text.length()) ? 1 : 0;
		}
		return (at < text.length()) ? at - 1 : at;
	}

	/**
	 * One deeper line that is no pair, or the items of a list.
	 */
	private static int endOfUnnamed(String text, int from, int indent, int none) {
		int end = none;
		int at = from;
		boolean items = ITEM.matcher(text).region(from, text.length()).lookingAt();
		while (at < text.length() && column(text, at) + (items ? 1 : 0) > indent
				&& ITEM.matcher(text).region(at, text.length()).lookingAt() == items
				&& !PAIR.matcher(text).region(items ? at + column(text, at) + 2 : at, text.length()).lookingAt()
				&& (items || end == none)) {
			end = endOfLine(text, at);
			at = end + 1;
		}
		return end;
	}

	private static boolean isBlankLine(String text, int at) {
		return at + column(text, at) < text.length() && "\r\n".indexOf(text.charAt(at + column(text, at))) >= 0;
	}

	private static int column(String text, int lineStart) {
		int at = lineStart;
		while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
			at++;
		}
		return at - lineStart;
	}

	private static int endOfLine(String text, int from) {
		int end = text.indexOf('\n', from);
		return (end < 0) ? text.length() : end;
	}

}
