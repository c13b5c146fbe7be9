package dev.probity.text;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entries whose name is itself a value, in either order:
 * <code>{"name": "DB_PASSWORD", "value": "…"}</code>, <code>Property: db.password</code>
 * with the value in the next line.
 */
final class NamedEntries implements SecretFinder {

	private static final String NAME = "(?:name|key|property|parameter|param|header|variable|env)";

	private static final String VALUE = "(?:value|content|default|val)";

	private static final String SIGN = "[\"']?[ \\t]{0,20}+[:=][ \\t]{0,20}+";

	private static final Pattern NAMES = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);

	private static final Pattern VALUES = Pattern.compile(VALUE, Pattern.CASE_INSENSITIVE);

	private static final Pattern ENTRY = Pattern.compile(
			"(?<![\\w.-])" + NAME + SIGN + "[\"']?([\\w.-]{1,80}+)[\"']?[\\s,;-]{1,80}+[\"']?" + VALUE + SIGN,
			Pattern.CASE_INSENSITIVE);

	// a dash would begin the next entry of a list
	private static final Pattern VALUE_FIRST = Pattern.compile("(?<![\\w.-])" + VALUE + SIGN + QuotedValue.EITHER
			+ "[\\s,;]{1,80}+[\"']?" + NAME + SIGN + "[\"']?(?<name>[\\w.-]{1,80}+)", Pattern.CASE_INSENSITIVE);

	// what is wrong with a setting
	private static final Pattern COMPLAINT = Pattern
		.compile("\\b[Vv]alue [\"'\\[]?(?<value>[^\\s\"'\\[\\]]{1,500}+)[\"'\\]]? (?:for|of) (?:the )?"
				+ "(?:configuration|property|key|parameter|field|option|setting) [\"']?(?<name>[\\w.-]{1,80}+)");

	private static final Pattern SETTING = Pattern
		.compile("\\b(?i:property|key|parameter|field|option|setting) [\"'](?<name>[\\w.-]{1,80}+)[\"']"
				+ "(?: (?:with|to|has|had))?(?: the)?(?: invalid)? value [\"'\\[](?<value>[^\"'\\]]{1,500}+)[\"'\\]]");

	@Override
	public void find(String text, Hiding hiding) {
		for (Pattern pattern : List.of(COMPLAINT, SETTING)) {
			Matcher entry = pattern.matcher(text);
			while (entry.find()) {
				if (SecretName.of(entry.group("name")).isSecret(entry.group("value"))) {
					hiding.hide(entry.start("value"), entry.end("value"));
				}
			}
		}
		inStructures(text, hiding);
	}

	private static void inStructures(String text, Hiding hiding) {
		Matcher entry = ENTRY.matcher(text);
		BitSet named = new BitSet();
		int at = 0;
		while (at < text.length() && entry.find(at)) {
			at = entry.end();
			named.set(at);
			if (at < text.length() && SecretName.of(entry.group(1)).isCertain()) {
				boolean quoted = "\"'".indexOf(text.charAt(at)) >= 0;
				int start = quoted ? at + 1 : at;
				int end = quoted ? Brackets.endOfQuote(text, at) : endOfBare(text, entry.start(), at);
				if (!Words.isNoValue(text.substring(start, Math.min(end, start + 300)))) {
					hiding.hide(start, end);
					at = Math.max(at, end);
				}
			}
		}
		Matcher valueFirst = VALUE_FIRST.matcher(text);
		while (valueFirst.find()) {
			int value = valueFirst.start(QuotedValue.isQuoted(valueFirst) ? "mark" : "bare");
			// what has its name before it needs none after it
			if (!named.get(value) && SecretName.of(valueFirst.group("name")).isCertain()
					&& !Words.isNoValue(QuotedValue.of(valueFirst))) {
				QuotedValue.hide(valueFirst, hiding);
			}
		}
	}

	/**
	 * Whether the value of such a key is the name of an entry.
	 */
	static boolean isName(String key) {
		return NAMES.matcher(key).matches();
	}

	/**
	 * Whether the value of such a key is the value of an entry.
	 */
	static boolean isValue(String key) {
		return VALUES.matcher(key).matches();
	}

	private static int endOfBare(String text, int entry, int start) {
		OpenBrackets open = new OpenBrackets(text);
		open.skip(Math.max(0, entry - 1));
		open.read(start);
		return new BareValue(text, open).end(start);
	}

}
