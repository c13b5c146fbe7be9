package dev.probity.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names and values that stand side by side in brackets: <code>["password", "x"]</code>,
 * <code>("password", "x")</code>, <code>[--password, x, --host, db]</code>, and a value
 * in what a type with such a name says of itself: <code>Password[value=x]</code>.
 */
final class ListedSecrets implements SecretFinder {

	private static final Pattern LISTED = Pattern.compile(
			"(?<=(?<open>[\\[({,])\\s{0,1})(?<quote>[\"']?)(?<name>-{0,2}+[\\w.-]{2,80}+)\\k<quote>\\s{0,3}+,\\s{0,3}+"
					+ QuotedValue.EITHER + "\\s{0,3}+(?<close>[])},])");

	private static final Pattern WRAPPED = Pattern.compile(
			"(?<![\\w.-])(?<name>[\\w.$-]{2,80}+)[\\[({](?:[^\\[\\](){}\\n]{0,100}[ ,])??"
					+ "(?:value|raw|secret|plain(?:text)?|chars)\\s?[=:]\\s?" + QuotedValue.EITHER,
			Pattern.CASE_INSENSITIVE);

	private static final Pattern OF_NAMES = Pattern.compile(
			"\\b(?i:fields?|columns?|propert(?:y|ies)|names?|keys?|attributes?|members?|headers?|required)[\"']?[:=]?\\s?[\\[({]$");

	private static final Pattern COLUMNS = Pattern.compile("\\w \\($");

	// what stands beside a password where names are listed
	private static final Set<String> NAMES = Vocabulary
		.of("""
				user username email mail login role roles host hostname port database schema address phone realm domain account
				key keys value values title active locked salt string text char varchar integer object column field
				query body form
				""");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher listed = LISTED.matcher(text);
		int at = 0;
		while (at < text.length() && listed.find(at)) {
			// the comma that closes one pair may open the next
			at = listed.end("name");
			if (isValue(listed) && !isOfNames(text, listed)) {
				QuotedValue.hide(listed, hiding);
			}
		}
		Matcher wrapped = WRAPPED.matcher(text);
		while (wrapped.find()) {
			String name = wrapped.group("name");
			String value = QuotedValue.of(wrapped);
			if (SecretName.of(name).isSecret(value) && (!name.equalsIgnoreCase("token") || Words.isRandom(value))) {
				QuotedValue.hide(wrapped, hiding);
			}
		}
	}

	private static boolean isValue(Matcher listed) {
		String value = QuotedValue.of(listed);
		SecretName name = SecretName.of(listed.group("name"));
		if (!name.isSecret(value) || Words.isNoValue(value)) {
			return false;
		}
		if (name == SecretName.HEADER) {
			return value.indexOf('=') > 0 || value.indexOf(' ') < 0 && Words.isRandom(value);
		}
		if (listed.group("name").startsWith("-")) {
			return !value.startsWith("-");
		}
		boolean pair = !listed.group("open").equals(",") && !listed.group("close").equals(",");
		if (pair && !listed.group("quote").isEmpty()) {
			// what a parser calls a token is a word
			return !isName(value) && !(listed.group("name").equals("token") && isWord(value));
		}
		// names are listed far more often than pairs
		return pair ? !isWord(value) : Words.isRandom(value) && !isNumbered(value);
	}

	/**
	 * Whether the words before the bracket say that names follow.
	 */
	private static boolean isOfNames(String text, Matcher listed) {
		String before = text.substring(Math.max(0, listed.start("open") - 20), listed.end("open"));
		return OF_NAMES.matcher(before).find() || listed.group("quote").isEmpty() && COLUMNS.matcher(before).find();
	}

	private static boolean isName(String value) {
		return NAMES.contains(value.toLowerCase(Locale.ROOT)) || SecretName.isAbout(value)
				|| SecretName.of(value) != SecretName.NONE || value.indexOf('_') > 0 && isWord(value);
	}

	private static boolean isWord(String value) {
		return value.chars().allMatch((c) -> Character.isLetter(c) || "._- ".indexOf(c) >= 0);
	}

	/**
	 * One of several of the same name: <code>address2</code>.
	 */
	private static boolean isNumbered(String value) {
		return value.length() < 40 && isWord(value.substring(0, value.length() - 1));
	}

}
