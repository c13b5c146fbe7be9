package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand between the sign after a name and the value itself.
 */
final class LeadIn {

	// Spring's words for a field that does not validate
	private static final Pattern REJECTED = Pattern.compile("rejected value (?=\\[)");

	private static final Pattern BEFORE_QUOTE = Pattern.compile("\\s{0,80}+(?=[\"'])|[bBuUrRnN](?=[\"'])");

	private LeadIn() {
	}

	/**
	 * Where the value begins.
	 */
	static int skip(String text, Assignment assignment) {
		int start = assignment.valueStart();
		for (Pattern pattern : new Pattern[] { REJECTED, BEFORE_QUOTE }) {
			Matcher leadIn = pattern.matcher(text).region(start, text.length());
			if (leadIn.lookingAt()) {
				return leadIn.end();
			}
		}
		return start;
	}

}
