package dev.probity.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows the name of an authentication scheme, wherever that stands:
 * <code>Bearer eyJ…</code>. In sentences the same words are followed by others.
 */
final class AuthenticationSchemes implements SecretFinder {

	private static final Pattern SCHEME = Pattern.compile(
			"(?<![\\w-])(bearer|basic|digest|negotiate|ntlm|token|apikey|splunk|sharedkey|sharedkeylite|dpop)\\s{1,20}+"
					+ "([\\w.~+/:-]{3,}+=*+)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern PARAMETERS = Pattern.compile(
			"(?<![\\w-])(?:digest|oauth|hawk|aws4-hmac-sha256)\\s{1,20}+(?=[\\w-]{1,40}+=)", Pattern.CASE_INSENSITIVE);

	private static final Pattern CHALLENGE = Pattern.compile("realm=|[^\\n]{0,200}?\\bqop=\"?auth[\"-]");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher scheme = SCHEME.matcher(text);
		while (scheme.find()) {
			if (isCredential(scheme.group(1), scheme.group(2))) {
				hiding.hide(scheme.start(2), scheme.end(2));
			}
		}
		HeaderValue header = new HeaderValue(text);
		Matcher parameters = PARAMETERS.matcher(text);
		int at = 0;
		while (at < text.length() && parameters.find(at)) {
			at = parameters.end();
			if (!CHALLENGE.matcher(text).region(at, text.length()).lookingAt()) {
				int end = header.endOfParameters(at, new OpenBrackets(text));
				hiding.hide(at, end);
				at = Math.max(at, end);
			}
		}
	}

	private static boolean isCredential(String scheme, String value) {
		String text = value.substring(0, Math.min(value.length(), 200));
		return Words.isRandom(text) || scheme.equalsIgnoreCase("basic") && isUserAndPassword(value)
				|| value.length() > 12 && value.endsWith("==");
	}

	private static boolean isUserAndPassword(String value) {
		try {
			String decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
			return decoded.indexOf(':') >= 0 && VisibleText.firstUnseen(decoded).isEmpty();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
