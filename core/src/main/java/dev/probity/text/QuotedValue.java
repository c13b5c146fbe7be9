package dev.probity.text;

import java.util.regex.Matcher;

/**
 * A value in a pattern, in quotation marks or without them: one of the two groups that
 * the parts of the pattern have.
 */
final class QuotedValue {

	/** With marks; blanks may be in it. */
	static final String QUOTED = "(?<mark>[\"'])(?<quoted>[^\"'\\n]{1,500}+)\\k<mark>";

	/** Without marks; at least one character. */
	static final String BARE = "(?<bare>[^\\s\"'<>,;()\\[\\]{}]{1,500}+)";

	/** Either of them. */
	static final String EITHER = "(?:" + QUOTED + "|" + BARE + ")";

	private QuotedValue() {
	}

	static boolean isQuoted(Matcher matcher) {
		return matcher.group("quoted") != null;
	}

	static String of(Matcher matcher) {
		return matcher.group(group(matcher));
	}

	static void hide(Matcher matcher, Hiding hiding) {
		hiding.hide(matcher.start(group(matcher)), matcher.end(group(matcher)));
	}

	private static String group(Matcher matcher) {
		return isQuoted(matcher) ? "quoted" : "bare";
	}

}
