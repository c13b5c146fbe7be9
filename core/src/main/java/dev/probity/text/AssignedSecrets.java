package dev.probity.text;

import java.util.regex.Matcher;

/**
 * Values of names that say that they are secret, in whatever notation has names and
 * values: properties, JSON, YAML, connection strings, queries, headers, what records say
 * of themselves.
 */
final class AssignedSecrets implements SecretFinder {

	private static final int LONGEST_REVISITED = 100;

	// what may be read of values that are none, beside ten times the text
	private static final int READ_IN_VAIN = 200_000;

	@Override
	public void find(String text, Hiding hiding) {
		OpenBrackets open = new OpenBrackets(text);
		Matcher matcher = Assignment.PATTERN.matcher(text);
		long left = READ_IN_VAIN + 10L * text.length();
		int at = 0;
		while (at < text.length() && matcher.find(at)) {
			Assignment assignment = new Assignment(text, matcher.toMatchResult());
			at = matcher.end();
			open.read(at);
			SecretName name = assignment.name();
			AssignedValue value = (name != SecretName.NONE) ? AssignedValue.of(text, assignment, name, open) : null;
			if (value != null && value.isSecret()) {
				hiding.hide(value.start(), value.end());
				// what was taken for a value may be a name itself
				at = Math.max(at, value.end() - LONGEST_REVISITED);
				open.skip(value.end());
			}
			else if (value != null) {
				left -= value.end() - value.start();
				if (left < 0) {
					// values in values that are none: nobody writes that but to keep us
					// busy
					hiding.hide(at, text.length());
					return;
				}
			}
		}
	}

}
