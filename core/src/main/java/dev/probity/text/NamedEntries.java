package dev.probity.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entries whose name is itself a value:
 * <code>{"name": "DB_PASSWORD", "value": "…"}</code>, <code>Property: db.password</code>
 * with the value in the next line.
 */
final class NamedEntries implements SecretFinder {

	private static final Pattern ENTRY = Pattern
		.compile(
				"(?<![\\w.-])(?:name|key|property|parameter|param|header|variable|env)"
						+ "[\"']?[ \\t]{0,20}+[:=][ \\t]{0,20}+[\"']?([\\w.-]{1,80}+)[\"']?[\\s,;-]{1,80}+[\"']?"
						+ "(?:value|content|default|val)[\"']?[ \\t]{0,20}+[:=][ \\t]{0,20}+",
				Pattern.CASE_INSENSITIVE);

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
		int at = 0;
		while (at < text.length() && entry.find(at)) {
			at = entry.end();
			SecretName name = SecretName.of(entry.group(1));
			if (at < text.length() && name != SecretName.NONE && name != SecretName.PERHAPS) {
				boolean quoted = "\"'".indexOf(text.charAt(at)) >= 0;
				int start = quoted ? at + 1 : at;
				int end = quoted ? Brackets.endOfQuote(text, at) : endOfBare(text, entry.start(), at);
				if (!Words.isNoValue(text.substring(start, Math.min(end, start + 300)))) {
					hiding.hide(start, end);
					at = Math.max(at, end);
				}
			}
		}
	}

	private static int endOfBare(String text, int entry, int start) {
		OpenBrackets open = new OpenBrackets(text);
		open.skip(Math.max(0, entry - 1));
		open.read(start);
		return new BareValue(text, open).end(start);
	}

}
