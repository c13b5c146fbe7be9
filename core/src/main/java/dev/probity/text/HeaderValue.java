package dev.probity.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a header that authenticates: a scheme and what belongs to it, or pairs.
 */
final class HeaderValue {

	private static final Set<String> SCHEMES = Vocabulary
		.of("""
				bearer basic digest negotiate ntlm token apikey api-key splunk sharedkey sharedkeylite aws4-hmac-sha256 oauth dpop
				hawk kerberos
				""");

	private static final Pattern SCHEME = Pattern.compile("[A-Za-z][\\w-]{1,30}+[ \\t]{1,20}+(?=[^\\s=:,;])");

	private static final Pattern CREDENTIALS = Pattern
		.compile("[ \\t]{1,20}+(?![\\w-]{1,60}+:(?:\\s|$))(?=[^\\s,;\"]{0,200}[^\\p{L}\\s,;\"])");

	private static final Pattern PARAMETERS = Pattern.compile("[\\w.-]{1,80}+=(?![=\\s,;]|$)");

	private static final Pattern NEXT_HEADER = Pattern
		.compile("[;,]\\s{1,10}+\"?[A-Za-z][\\w-]{1,60}+\"?\\s?(?::|=\\[|=>)");

	private final String text;

	HeaderValue(String text) {
		this.text = text;
	}

	/**
	 * Where the secret begins: after the scheme.
	 */
	int start(int from) {
		Matcher scheme = SCHEME.matcher(this.text).region(from, this.text.length()).useTransparentBounds(true);
		int start = from;
		while (scheme.lookingAt() && isScheme(scheme.group())) {
			start = scheme.end();
			scheme.region(start, this.text.length());
		}
		return start;
	}

	private static boolean isScheme(String word) {
		return SCHEMES.contains(word.strip().toLowerCase(Locale.ROOT));
	}

	/**
	 * Where the secret ends if the first word of it was a scheme that is not known.
	 */
	int endAfterScheme(int end, BareValue bare) {
		Matcher credentials = CREDENTIALS.matcher(this.text).region(end, this.text.length());
		return credentials.lookingAt() ? bare.endOfWord(credentials.end()) : end;
	}

	/**
	 * Whether pairs of names and values follow, all of which belong to the header.
	 */
	boolean hasParameters(int from) {
		return PARAMETERS.matcher(this.text).region(from, this.text.length()).lookingAt();
	}

	/**
	 * The end of such pairs: the end of the line, or of what encloses the header, or
	 * where another header begins.
	 */
	int endOfParameters(int from, OpenBrackets open) {
		Matcher next = NEXT_HEADER.matcher(this.text);
		int at = from;
		while (at < this.text.length()) {
			char c = this.text.charAt(at);
			if (c == '"') {
				if (this.text.charAt(at - 1) != '=') {
					return at;
				}
				at = Math.min(Brackets.endOfQuote(this.text, at), this.text.length() - 1);
			}
			boolean closed = Brackets.isClosing(c) && open.has(Brackets.opening(c));
			if (c == '\n' || c == '\r' || closed
					|| (c == ',' || c == ';') && next.region(at, this.text.length()).lookingAt()) {
				return at;
			}
			at++;
		}
		return at;
	}

}
