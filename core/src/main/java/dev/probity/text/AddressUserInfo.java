package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * User and password before an address that is no URL:
 * <code>guest:guest@mq1:5672,guest:guest@mq2:5672</code>.
 */
final class AddressUserInfo implements SecretFinder {

	private static final Pattern ADDRESS = Pattern.compile("[\\w.-]{1,200}:\\d{1,5}(?![\\w])|(?:tcp|unix)\\(");

	private static final Pattern NO_USER = Pattern
		.compile("(?i)(?:jdbc|mailto|sips?|xmpp|acct|user|email|mail|sha256).*");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher address = ADDRESS.matcher(text);
		int begin = 0;
		for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
			if (address.region(at + 1, text.length()).lookingAt()) {
				int start = start(text, begin, at);
				String user = text.substring(start, at);
				int colon = user.indexOf(':');
				if (colon > 0 && colon + 1 < user.length() && !user.contains("//")
						&& !NO_USER.matcher(user.substring(0, colon)).matches()) {
					hiding.hide(start + colon + 1, at);
				}
			}
			begin = at + 1;
		}
	}

	private static int start(String text, int begin, int sign) {
		int start = sign;
		// what fills up a password in Base64 ends no name
		while (start > begin && text.charAt(start - 1) == '=') {
			start--;
		}
		while (start > begin && !isSeparator(text.charAt(start - 1))) {
			start--;
		}
		return start;
	}

	private static boolean isSeparator(char c) {
		return Character.isWhitespace(c) || ",=('\"<>".indexOf(c) >= 0;
	}

}
