package dev.probity.text;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sentence tells of a secret: <code>client secret is 'x'</code>,
 * <code>access token "x" has expired</code>, <code>credentials scott:x are wrong</code>.
 */
final class ToldSecrets implements SecretFinder {

	private static final Pattern IS = Pattern
		.compile("(?<![\\w.'\"-])(?<before>[A-Za-z]{2,20}+ )?(?<name>[A-Za-z][\\w.-]{1,60}+) {1,3}+"
				+ "(?:is|was|are|were)(?::| ) {0,3}+" + QuotedValue.EITHER);

	// names that can only mean a secret, and a value beside them
	private static final Pattern BESIDE = Pattern
		.compile("(?<![\\w.-])(?i:client[ _-]?secret|(?:api|access|secret|private)[ _-]?key"
				+ "|(?:access|refresh|auth|bearer|api|session)[ _-]?token) {1,3}+" + QuotedValue.EITHER);

	private static final Pattern CREDENTIALS = Pattern
		.compile("(?<!\\w)\\w{0,40}(?i:credentials?)[ \\[(][\\w.@-]{1,60}:" + QuotedValue.EITHER);

	private static final Pattern BRACKETED = Pattern
		.compile("(?<![\\w.-])(?i:password|passwd|passphrase|secret|api[_-]?key)\\((?!\\w{1,40}=) ?"
				+ QuotedValue.EITHER + " ?\\)");

	// "orders-db-v2", "RSA2048", "v2beta1", "6digits"
	private static final Pattern NO_SECRET = Pattern
		.compile("[a-z]{2,40}(?:-[a-z0-9]{1,40}){1,10}|[A-Z]{2,8}-?\\d{1,4}|[vV]\\d\\w{0,10}|\\d{1,4}[a-z]{1,10}");

	private static final Set<String> KINDS_OF_TOKENS = Set.of("access ", "refresh ", "auth ", "bearer ", "api ",
			"session ", "id ");

	@Override
	public void find(String text, Hiding hiding) {
		Matcher is = IS.matcher(text);
		int at = 0;
		while (at < text.length() && is.find(at)) {
			// the second word may be the first of a name
			at = Math.max(is.start() + 1, is.end("before"));
			if (isTold(is)) {
				QuotedValue.hide(is, hiding);
			}
		}
		for (Pattern pattern : new Pattern[] { BESIDE, CREDENTIALS, BRACKETED }) {
			Matcher beside = pattern.matcher(text);
			while (beside.find()) {
				if (looksLikeOne(QuotedValue.of(beside), QuotedValue.isQuoted(beside))) {
					QuotedValue.hide(beside, hiding);
				}
			}
		}
	}

	/**
	 * A sentence goes on with many a word: only one that is quoted need not look like a
	 * secret. What a parser calls a token does look like one.
	 */
	private static boolean isTold(Matcher is) {
		String before = (is.group("before") != null) ? is.group("before") : "";
		String value = QuotedValue.of(is);
		SecretName name = SecretName.of(before + is.group("name"));
		if (!name.isSecret(value) || Words.isNoValue(value)) {
			return false;
		}
		boolean ofParser = is.group("name").equalsIgnoreCase("token") && !KINDS_OF_TOKENS.contains(before);
		boolean quoted = QuotedValue.isQuoted(is);
		return quoted && !ofParser || (quoted || name != SecretName.PERHAPS) && looksLikeOne(value, quoted);
	}

	private static boolean looksLikeOne(String value, boolean quoted) {
		return Words.isRandom(value) && !Words.isLocation(value)
				&& (quoted || !NO_SECRET.matcher(Words.stripped(value)).matches());
	}

}
