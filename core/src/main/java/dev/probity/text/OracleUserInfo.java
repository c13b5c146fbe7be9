package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Oracle puts user and password, with a slash between, before the address:
 * <code>jdbc:oracle:thin:scott/tiger@host</code>.
 */
final class OracleUserInfo implements SecretFinder {

	private static final Pattern USER = Pattern.compile(
			"\\b(?:jdbc:(?:[a-z0-9]{1,20}+:){1,4}|(?:sqlplus|connect|rman|expdp|impdp|sqlldr)\\s(?:-\\w\\s)?)((?![\\s/:@])[^\\s/:@]{1,128}+/)",
			Pattern.CASE_INSENSITIVE);

	private static final int LONGEST = 300;

	@Override
	public void find(String text, Hiding hiding) {
		Matcher user = USER.matcher(text);
		int at = 0;
		while (at < text.length() && user.find(at)) {
			at = quoted(text, user.end());
			int sign = -1;
			while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '"') {
				sign = (text.charAt(at) == '@') ? at : sign;
				at++;
			}
			if (sign > user.end()) {
				hiding.hide(user.start(1), sign);
			}
		}
	}

	/**
	 * Where a password that is quoted, as it has to be with a slash or an @ in it, is
	 * over; the same place if it is not.
	 */
	private static int quoted(String text, int at) {
		int end = (at < text.length() && text.charAt(at) == '"') ? text.indexOf('"', at + 1) : -1;
		return (end >= 0 && end - at <= LONGEST) ? end + 1 : at;
	}

}
