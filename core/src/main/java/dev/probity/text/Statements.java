package dev.probity.text;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords in statements and commands that have no sign between name and value:
 * <code>IDENTIFIED BY 'x'</code>, <code>PASSWORD 'x'</code>, <code>AUTH x</code>.
 */
final class Statements implements SecretFinder {

	private static final String VALUE = "(?:'((?:[^'\\\\]|''(?!\\s|$))++(?:\\\\.[^'\\\\]*+){0,50}+)'?|\"([^\"]++)\"?|([^\\s;,'\"()<>]++))";

	private static final Pattern IDENTIFIED = Pattern.compile(
			"\\b(?:IDENTIFIED\\s{1,20}+(?:(?:WITH|VIA)\\s{1,20}+\\S{1,80}\\s{1,20}+)?(?:BY|AS|USING)\\s{1,20}+"
					+ "(?:PASSWORD\\s{1,20}+|VALUES\\s{1,20}+)?|PASSWORD\\s{1,20}+(?=['\"]))" + VALUE,
			Pattern.CASE_INSENSITIVE);

	private static final Pattern STATEMENT = Pattern
		.compile("\\b(?:(?i:CREATE|ALTER|GRANT|SET|CONNECT\\s+TO)\\b|(?=IDENTIFIED ))");

	private static final String PASSWORD = "(?<![\\w.-])(?i:password|passwd|passphrase|requirepass|masterauth)";

	// quoted beside its name: a word that is only quoted is none
	private static final Pattern QUOTED = Pattern.compile(
			PASSWORD + "(?:\\s{1,20}+(?:(?:is|was|to)\\s)?|\\s?\\(\\s?)(?:'([^'\\s]{2,200}+)'|\"([^\"\\s]{2,200}+)\")");

	// a quoted value may have several words
	private static final Pattern SAID = Pattern.compile(
			PASSWORD + "\\s{1,20}+(?:(?:is|was)(?::|\\s)\\s{0,5}+)?(?:'([^'\\n]{2,200}+)'|\"([^\"\\n]{2,200}+)\")");

	// the prefix of an encoder, with the password that it has encoded, or not
	private static final Pattern ENCODED = Pattern
		.compile("\\{(?i:noop|bcrypt|pbkdf2|scrypt|argon2|s?sha)(?:@[\\w.]{1,40})?}(?!/)([^\\s\"'`<>,;()\\[\\]{}]++)");

	private static final Pattern QUOTED_TOKEN = Pattern.compile(
			"(?<![\\w.'\"-])(?i:token|secret|key|(?:\\w{0,40}_)?(?:secret|access|api|account|private|session)_(?:key|token))\\s{1,20}+(?:'([^'\\s]{16,500}+)'|\"([^\"\\s]{16,500}+)\")");

	private static final Pattern SETTER = Pattern.compile(
			"(?:(?i:pass(?:word|phrase)|secret|token|apikey|credentials))\\(\\s?(?:'([^']{1,500}+)'|\"([^\"]{1,500}+)\")\\s?\\)");

	// without quotes: only what has the form of a value
	private static final Pattern PLAIN = Pattern.compile(
			"(?<![\\w.-])(?:(?i:password|passwd|passphrase|requirepass|masterauth|(?:auth-)?pass|[\\w.-]{0,40}secret[\\w.-]{0,20}key)|AUTH(?: (?:default|PLAIN|LOGIN|\\w{1,40}))?|PASS)"
					+ "[ \\t]{1,5}+(?:(?:is|was):?[ \\t]{1,5}+)?([^\\s\"'<>()]{4,}+)");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher statement = STATEMENT.matcher(text);
		if (statement.find()) {
			hide(IDENTIFIED.matcher(text).region(statement.end(), text.length()), Words::isPlaceholder, hiding);
		}
		hide(QUOTED.matcher(text), Words::isNoValue, hiding);
		hide(SAID.matcher(text), (value) -> Words.isNoValue(value) || Words.isSentence(value), hiding);
		hide(ENCODED.matcher(text), Words::isPlaceholder, hiding);
		hide(QUOTED_TOKEN.matcher(text), (value) -> !Words.isRandom(value), hiding);
		hide(SETTER.matcher(text), Words::isNoValue, hiding);
		hide(PLAIN.matcher(text), (value) -> !Words.isRandom(value), hiding);
	}

	private static void hide(Matcher matcher, Predicate<String> isNone, Hiding hiding) {
		while (matcher.find()) {
			for (int group = 1; group <= matcher.groupCount(); group++) {
				String value = matcher.group(group);
				if (value != null && !isNone.test(value.substring(0, Math.min(value.length(), 300)))) {
					hiding.hide(matcher.start(group), matcher.end(group));
				}
			}
		}
	}

}
