package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments of Redis' commands that have passwords among them and names beside none:
 * <code>unknown command 'AUTH', with args beginning with: '…'</code>,
 * <code>ACL SETUSER scott on &gt;…</code>.
 */
final class RedisArguments implements SecretFinder {

	private static final Pattern UNKNOWN = Pattern.compile(
			"command ['`]?(?i:auth|hello|acl|config|migrate|sentinel)['`]?,? with args beginning with: ([^\\n]++)");

	private static final Pattern USER = Pattern.compile("\\b(?i:setuser)\\s{1,5}+\\S{1,100}+([^\\n\"]{1,2000}+)");

	private static final Pattern RULE = Pattern.compile("(?<=\\s)[><#!](?=\\S)(\\S++)");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher unknown = UNKNOWN.matcher(text);
		while (unknown.find()) {
			hiding.hide(unknown.start(1), unknown.end(1));
		}
		Matcher user = USER.matcher(text);
		while (user.find()) {
			Matcher rule = RULE.matcher(text).region(user.start(1), user.end(1));
			rule.useTransparentBounds(true);
			while (rule.find()) {
				hiding.hide(rule.start(1), rule.end(1));
			}
		}
	}

}
