package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a login module of JAAS. Their names may be those of users:
 * <code>user_alice="…"</code>.
 */
final class JaasOptions implements SecretFinder {

	private static final Pattern MODULE = Pattern
		.compile("LoginModule[\\s\\\\]{1,20}+(?i:required|requisite|sufficient|optional)\\b");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher module = MODULE.matcher(text);
		int at = 0;
		while (at < text.length() && module.find(at)) {
			at = end(text, module.end());
			if (text.substring(module.end(), at).indexOf('=') >= 0) {
				hiding.hide(module.end(), at);
			}
		}
	}

	private static int end(String text, int start) {
		int at = start;
		while (at < text.length() && text.charAt(at) != ';') {
			at = (text.charAt(at) == '"') ? Brackets.endOfQuote(text, at) : at;
			at++;
		}
		return Math.min(at, text.length());
	}

}
