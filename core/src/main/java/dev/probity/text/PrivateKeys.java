package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM: all between the lines that begin and end one.
 */
final class PrivateKeys implements SecretFinder {

	private static final Pattern BEGIN = Pattern
		.compile("-{2,5}\\s?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?\\s?-{2,5}");

	private static final Pattern END = Pattern.compile("-{2,5}\\s?END ");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher begin = BEGIN.matcher(text);
		int at = 0;
		while (at < text.length() && begin.find(at)) {
			Matcher end = END.matcher(text);
			at = end.find(begin.end()) ? end.start() : text.length();
			hiding.hide(begin.end(), at);
		}
	}

}
