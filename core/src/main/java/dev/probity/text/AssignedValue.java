package dev.probity.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What stands where a value belongs, and whether it is a secret: it may as well say that
 * there is none, or be the rest of a sentence.
 *
 * @param assignment what it is assigned to
 * @param name what the name says of it
 * @param start the index of its first character
 * @param end the index after its last one
 * @param sentence what it would be if it were part of a sentence
 */
record AssignedValue(Assignment assignment, SecretName name, String text, int start, int end, String sentence) {

	private static final Pattern BROKEN_QUERY = Pattern.compile(" [^\\s&=\"]{1,80}+&[\\w.-]{1,80}+=");

	private static final int LONGEST_LOOKED_AT = 300;

	static AssignedValue of(String text, Assignment assignment, SecretName name, OpenBrackets open) {
		int start = LeadIn.skip(text, assignment);
		if (start >= text.length()) {
			return new AssignedValue(assignment, name, text, start, start, "");
		}
		if (Words.endOfNothing(text, start) > start) {
			return new AssignedValue(assignment, name, text, start, start, "");
		}
		char first = text.charAt(start);
		if (first == '"' || first == '\'' || first == '`') {
			int opened = Brackets.startOfQuoted(text, start);
			int end = Brackets.endOfQuoted(text, start);
			if (Words.endOfNothing(text, opened) == end) {
				return new AssignedValue(assignment, name, text, start, start, "");
			}
			int inside = (name == SecretName.HEADER) ? Math.min(new HeaderValue(text).start(opened), end) : opened;
			return new AssignedValue(assignment, name, text, inside, end, part(text, inside, end));
		}
		int block = IndentedValue.end(text, assignment.nameStart(), start);
		if (block > start) {
			return new AssignedValue(assignment, name, text, IndentedValue.start(text, start), block, "");
		}
		int braced = BracedValue.end(text, assignment, start, open);
		if (braced > start) {
			return new AssignedValue(assignment, name, text, start + 1, braced, "");
		}
		BareValue bare = new BareValue(text, open);
		if (Brackets.isOpening(first)) {
			if (name == SecretName.PERHAPS) {
				return new AssignedValue(assignment, name, text, start, start, "");
			}
			int closing = Math.min(Brackets.end(text, start) + 1, text.length());
			int end = Math.max(closing, bare.endOfWord(closing));
			boolean round = first == '(' && end == closing;
			return new AssignedValue(assignment, name, text, round ? start + 1 : start, round ? end - 1 : end, "");
		}
		if (name == SecretName.HEADER) {
			return header(text, assignment, start, bare, open);
		}
		int end = assignment.isInQuery() ? endInQuery(text, start, bare) : bare.end(start);
		return new AssignedValue(assignment, name, text, start, end, line(text, start));
	}

	/**
	 * No blank belongs to a query, unless that is what somebody complains of.
	 */
	private static int endInQuery(String text, int start, BareValue bare) {
		int end = bare.endOfWord(start);
		return BROKEN_QUERY.matcher(text).region(end, text.length()).lookingAt() ? bare.endOfWord(end + 1) : end;
	}

	private static AssignedValue header(String text, Assignment assignment, int start, BareValue bare,
			OpenBrackets open) {
		HeaderValue header = new HeaderValue(text);
		int credentials = header.start(start);
		int end = header.hasParameters(credentials) ? header.endOfParameters(credentials, open)
				: header.endAfterScheme(bare.end(credentials), bare);
		return new AssignedValue(assignment, SecretName.HEADER, text, credentials, end, line(text, credentials));
	}

	boolean isSecret() {
		String value = part(this.text, this.start, this.end);
		if (Words.isNoValue(value) || Words.isLocation(value) || isWorkingDirectory(value) || isCount(value)) {
			return false;
		}
		if (this.name == SecretName.PERHAPS) {
			return Words.isRandom(value) && value.indexOf(' ') < 0;
		}
		return !this.assignment.isColon() || !isSentence(value);
	}

	private boolean isSentence(String value) {
		if (this.assignment.isOfParser()) {
			return !Words.isRandom(value);
		}
		if (Words.isSentence(this.sentence) || mayBeKind() && Words.isKind(value)) {
			return true;
		}
		int words = this.assignment.isProse() ? 2 : 3;
		boolean mayBeWords = this.name == SecretName.PASSWORD && !this.assignment.isProse();
		return !mayBeWords && Words.arePlain(this.sentence, words);
	}

	private boolean mayBeKind() {
		return this.assignment.isToken() || this.name == SecretName.HEADER;
	}

	private boolean isWorkingDirectory(String value) {
		String key = this.assignment.key();
		return (key.equals("PWD") || key.equals("OLDPWD")) && value.startsWith("/");
	}

	private boolean isCount(String value) {
		return this.assignment.key().toLowerCase(Locale.ROOT).endsWith("s")
				&& value.chars().allMatch((c) -> Character.isDigit(c) || c == '/');
	}

	private static String part(String text, int start, int end) {
		return text.substring(start, Math.max(start, Math.min(end, start + LONGEST_LOOKED_AT)));
	}

	/**
	 * The rest of the line, or of the clause.
	 */
	private static String line(String text, int start) {
		int end = start;
		while (end < text.length() && end < start + LONGEST_LOOKED_AT && "\n\r\",;".indexOf(text.charAt(end)) < 0) {
			end++;
		}
		return text.substring(start, end);
	}

}
