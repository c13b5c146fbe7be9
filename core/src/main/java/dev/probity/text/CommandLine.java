package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a command line: <code>--password x</code>, <code>-u scott:x</code>, and
 * <code>-p x</code> of a command that takes a user.
 */
final class CommandLine implements SecretFinder {

	private static final String VALUE = "[ \\t]{1,20}+(?:\"([^\"]++)\"?|'([^']++)'?|([^\\s\"'-][^\\s\"']*+))";

	private static final String NAME = "--?([A-Za-z][\\w.-]{2,60}+)";

	private static final Pattern NAMES = Pattern.compile(NAME);

	private static final Pattern OPTION = Pattern.compile("(?<![\\w-])" + NAME + VALUE);

	private static final Pattern USER = Pattern
		.compile("(?<!\\S)(?:-[uU]|--(?:proxy-)?user)[ \\t=]{1,20}+[\"']?[^\\s:\"']{1,200}+:([^\\s\"']++)");

	private static final Pattern SHORT = Pattern.compile("(?<!\\S)-[pPaw](?:" + VALUE + "|([^\\s\"'-][^\\s\"']{3,}+))");

	private static final Pattern TAKES_USER = Pattern.compile(
			"(?<!\\S)(?:-[uUD]\\S{0,80}|--user(?:name)?\\S{0,80}|login|sshpass|redis-cli|mysql\\w{0,10}|mongo\\w{0,10}|ldap\\w{1,10}|sqlcmd)(?!\\S)");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher option = OPTION.matcher(text);
		while (option.find()) {
			if (SecretName.of(option.group(1)).isCertain()) {
				hide(option, 2, hiding);
			}
		}
		Matcher user = USER.matcher(text);
		while (user.find()) {
			hiding.hide(user.start(1), user.end(1));
		}
		if (TAKES_USER.matcher(text).find()) {
			Matcher shortOption = SHORT.matcher(text);
			while (shortOption.find()) {
				hide(shortOption, 1, hiding);
			}
		}
	}

	/**
	 * Whether the argument after this one is a secret, unless it is an option itself.
	 */
	static boolean isSecretOption(String argument) {
		return NAMES.matcher(argument).matches() && SecretName.of(argument).isCertain();
	}

	private static void hide(Matcher option, int firstGroup, Hiding hiding) {
		for (int group = firstGroup; group <= option.groupCount(); group++) {
			String value = option.group(group);
			if (value != null && !isNone(value.substring(0, Math.min(value.length(), 300)))) {
				hiding.hide(option.start(group), option.end(group));
			}
		}
	}

	private static boolean isNone(String value) {
		return Words.isNoValue(value) || Words.goesOn(Words.stripped(value)) || value.startsWith("/")
				|| value.chars().allMatch((c) -> Character.isDigit(c) || c == ':' || c == '.');
	}

}
