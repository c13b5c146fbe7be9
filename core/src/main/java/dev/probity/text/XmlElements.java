package dev.probity.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Contents of an element of XML whose name, or that of the entry it is, says that they
 * are secret.
 */
final class XmlElements implements SecretFinder {

	private static final Pattern ELEMENT = Pattern
		.compile("<(?:[\\w-]{1,40}+:)?([\\w.-]{1,80}+)([^<>]{0,300}+)>(?:<!\\[CDATA\\[)?");

	private static final Pattern ENTRY = Pattern.compile("\\b(?:key|name|id)\\s?=\\s?[\"']([\\w.-]{1,80}+)[\"']");

	private static final Pattern VALUE = Pattern.compile("\\bvalue\\s?=\\s?[\"']([^\"']++)");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher element = ELEMENT.matcher(text);
		int at = 0;
		int closing = text.indexOf("</");
		while (at < text.length() && element.find(at)) {
			at = element.end();
			Matcher value = VALUE.matcher(element.group(2));
			if (value.find() && isSecret(element.group(1)) && !Words.isNoValue(value.group(1))) {
				hiding.hide(element.start(2) + value.start(1), element.start(2) + value.end(1));
			}
			closing = (closing >= 0 && closing < at) ? text.indexOf("</", at) : closing;
			int end = isOpened(element.group(2)) && isSecret(element) ? closing : -1;
			if (end > at && !Words.isNoValue(text.substring(at, Math.min(end, at + 300)))) {
				hiding.hide(at, text.startsWith("]]>", end - 3) ? end - 3 : end);
				at = end;
			}
		}
	}

	private static boolean isOpened(String attributes) {
		return attributes.isEmpty() || Character.isWhitespace(attributes.charAt(0)) && !attributes.endsWith("/");
	}

	private static boolean isSecret(Matcher element) {
		Matcher entry = ENTRY.matcher(element.group(2));
		return isSecret(element.group(1)) || entry.find() && isSecret(entry.group(1));
	}

	private static boolean isSecret(String name) {
		return SecretName.of(name).isCertain();
	}

}
