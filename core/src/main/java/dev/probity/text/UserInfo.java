package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * User and password before the address in a URL, or in its query. Nobody may have encoded
 * the password: it may contain any character but a blank.
 */
final class UserInfo implements SecretFinder {

	/** What has no blank in it. */
	static final Pattern RUN = Pattern.compile("[^\\s\"<>`]++");

	private static final Pattern USER = Pattern.compile("[^/?#:@]*+(:?)");

	// no port has six digits, and none is followed by more of a password
	private static final Pattern PORT = Pattern
		.compile("\\d{1,5}+(?:[/?#,]|;[\\w ]{1,40}+=|[;:)\"'\\]}.](?![^/?#]*@)|$)");

	private static final Pattern HOST = Pattern
		.compile("(?:[\\w-]{1,63}\\.[\\w.-]{1,200}|localhost|[\\w.-]{1,200}:\\d{1,5}|\\[[\\p{XDigit}:.]{2,45}])"
				+ "(?=[:/?#,;)\"']|$)");

	private static final Pattern MAY_BE_TOKEN = Pattern.compile("(?i).*(?:https?|rediss?|redis-\\w+):");

	// no URL, and reported for that
	private static final Pattern BROKEN = Pattern
		.compile("//([^\\s/?#:@\"<>`]{0,80}+:(?!\\s|\\d{1,5}[.,;:)'!\\]}]{0,3}[/\\s<>`])[^\\s/?#@\"<>`]{0,80}+"
				+ "(?:[ <>`][^\\s/?#@\"<>`]{0,80}+){1,3})@[\\w.-]");

	// names so short that only both together tell
	private static final Pattern QUERY = Pattern.compile("[?&]u=[^\\s&#]{1,200}+&p=([^\\s&#\"'<>]{1,500}+)");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher query = QUERY.matcher(text);
		while (query.find()) {
			hiding.hide(query.start(1), query.end(1));
		}
		Matcher broken = BROKEN.matcher(text);
		while (broken.find()) {
			hiding.hide(broken.start(1), broken.end(1));
		}
		Matcher run = RUN.matcher(text);
		while (run.find()) {
			int offset = run.start();
			inRun(run.group(), (start, end) -> hiding.hide(offset + start, offset + end));
		}
	}

	private static void inRun(String text, Hiding hiding) {
		int last = text.lastIndexOf('@');
		int at = (last < 0) ? -1 : text.indexOf("//");
		int next = -1;
		int nextSign = -1;
		while (at >= 0 && at < last) {
			int start = at + 2;
			if (next < start) {
				next = text.indexOf("://", start);
				next = (next < 0) ? text.length() : next;
			}
			nextSign = (nextSign < start) ? nextSign(text, start) : nextSign;
			int sign = signOf(text, start, next, nextSign);
			if (sign >= 0) {
				hiding.hide(start, sign);
			}
			at = text.indexOf("//", Math.max(start, sign));
		}
	}

	/**
	 * The next @ that may end a password, or the end of the text.
	 */
	private static int nextSign(String text, int from) {
		int at = text.indexOf('@', from);
		while (at >= 0 && text.charAt(at - 1) == '/') {
			at = text.indexOf('@', at + 1);
		}
		return (at < 0) ? text.length() : at;
	}

	/**
	 * Where the @ is that ends user and password, or a negative number.
	 */
	private static int signOf(String text, int start, int limit, int nextSign) {
		Matcher user = USER.matcher(text).region(start, limit);
		if (!user.lookingAt() || text.startsWith("[", start)) {
			return -1;
		}
		int end = user.end();
		if (user.group(1).isEmpty()) {
			return (end < limit && text.charAt(end) == '@' && !isName(text, start, end)) ? end : -1;
		}
		boolean isPort = nextSign >= limit || PORT.matcher(text).region(end, limit).lookingAt();
		return isPort ? -1 : sign(text, end, limit);
	}

	/**
	 * The first that is followed by a host beyond doubt, or else the last before the
	 * query.
	 */
	private static int sign(String text, int from, int limit) {
		int sign = -1;
		Matcher host = HOST.matcher(text);
		for (int at = from; at < limit; at++) {
			char c = text.charAt(at);
			if (c == '@' && text.charAt(at - 1) != '/') {
				sign = at;
				if (host.region(at + 1, limit).lookingAt()) {
					return sign;
				}
			}
			else if (c == '?' && sign >= 0) {
				return sign;
			}
		}
		return sign;
	}

	/**
	 * A user without a password: no secret, unless it may be a token.
	 */
	private static boolean isName(String text, int start, int end) {
		String name = text.substring(start, Math.min(end, start + 80));
		boolean plain = name.chars().allMatch((c) -> Character.isLetter(c) || "._-".indexOf(c) >= 0);
		String before = text.substring(Math.max(0, start - 20), start - 2);
		return plain && (name.equals("git") || !MAY_BE_TOKEN.matcher(before).matches());
	}

}
