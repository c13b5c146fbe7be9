package dev.probity.text;

import java.util.regex.Pattern;

/**
 * A value in braces, which are the quotation marks of connection strings of SQL Server
 * and ODBC: <code>UID=sa;PWD={a;b}}c};Encrypt=yes</code>. A closing brace inside is
 * doubled. Elsewhere braces enclose structures and placeholders.
 */
final class BracedValue {

	private static final int LONGEST = 300;

	private static final Pattern AFTER_PAIR = Pattern.compile(";\\s{0,3}+$");

	private static final Pattern BEFORE_PAIR = Pattern.compile(";\\s{0,3}+[A-Za-z][\\w -]{0,40}+=");

	private BracedValue() {
	}

	/**
	 * Where such a value ends.
	 * @param text the text
	 * @param assignment what it is assigned to
	 * @param start what follows the sign after the name
	 * @param open the brackets that are open there
	 * @return the index of the brace that closes it, or a negative number if it is no
	 * such value
	 */
	static int end(String text, Assignment assignment, int start, OpenBrackets open) {
		if (!assignment.isEqualSign() || text.charAt(start) != '{' || text.startsWith("{\"", start)) {
			return -1;
		}
		int end = closing(text, start, open);
		boolean mayBeStructure = end >= 0 && end + 1 < text.length() && text.charAt(end + 1) != ';';
		if (end < 0 || mayBeStructure && text.substring(start + 1, end).indexOf('{') >= 0) {
			return -1;
		}
		String before = text.substring(Math.max(0, assignment.nameStart() - 4), assignment.nameStart());
		boolean isPair = AFTER_PAIR.matcher(before).find()
				|| BEFORE_PAIR.matcher(text).region(end + 1, text.length()).lookingAt();
		return isPair ? end : -1;
	}

	private static int closing(String text, int start, OpenBrackets open) {
		String value = text.substring(start, Math.min(text.length(), start + LONGEST));
		int first = value.indexOf('}');
		int at = first;
		while (at >= 0 && value.startsWith("}}", at) && !(open.has('{') && isEnd(text, start + at + 2))) {
			at = value.indexOf('}', at + 2);
		}
		// where none closes it, the first one does
		int closing = (at >= 0) ? at : first;
		return (closing >= 0) ? start + closing : -1;
	}

	private static boolean isEnd(String text, int at) {
		return at >= text.length() || Character.isWhitespace(text.charAt(at))
				|| ",;)]\"'".indexOf(text.charAt(at)) >= 0;
	}

}
