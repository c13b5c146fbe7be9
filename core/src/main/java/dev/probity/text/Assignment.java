package dev.probity.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A name and a sign that says that a value follows: <code>password=</code>,
 * <code>"password" : </code>, or, in a sentence, <code>unexpected token: </code>.
 */
final class Assignment {

	/** Finds them: the name, what closes it, the sign. */
	static final Pattern PATTERN = Pattern.compile(
			"(?<![\\w.-])((?:[\\w.]|-(?!>))++(?:\\[\\d{0,4}])?)([\"'\\])>]{0,2}+)[ \\t]{0,40}+(=>|:=|==?|->|::(?=[ \\t])|:(?![:/]))[ \\t]{0,40}+");

	private static final Set<String> QUALIFIERS = Vocabulary
		.of("""
				access refresh auth api bearer id session security client user db database admin root ssl tls keystore truststore
				key shared secret private account bot personal service oauth vault github gitlab slack default my your the
				""");

	private static final Set<String> GRANTS = Set.of("code", "key", "appid");

	private static final Set<String> OF_PARSERS = Vocabulary
		.of("""
				unexpected unrecognized unrecognised invalid illegal unknown missing mismatched offending extraneous bad wrong
				expected expecting current next last first unterminated reserved at near found encountered parse previous this
				input start end json xml unsupported single
				""");

	private final String text;

	private final MatchResult match;

	Assignment(String text, MatchResult match) {
		this.text = text;
		this.match = match;
	}

	SecretName name() {
		SecretName name = SecretName.of(key());
		if (isColon() && (isUser() || this.match.group(2).contains(")") || this.match.group(2).contains(">"))) {
			return SecretName.NONE;
		}
		boolean mayBePath = isPath() || isSegment();
		if (isInQuery() && key().equals("sig")) {
			return SecretName.SECRET;
		}
		return (mayBePath && name != SecretName.NONE || isGrant()) ? SecretName.PERHAPS : name;
	}

	/**
	 * The name, with the word before it if only both together say what it is.
	 */
	String key() {
		String key = this.match.group(1);
		return key.equalsIgnoreCase("key") && !previousWord().isEmpty() ? previousWord() + " " + key : key;
	}

	int valueStart() {
		return this.match.end();
	}

	int nameStart() {
		return this.match.start(1);
	}

	boolean isEqualSign() {
		return this.match.group(3).equals("=");
	}

	boolean isColon() {
		// LDIF has two before what is encoded
		return this.match.group(3).equals(":") || this.match.group(3).equals("::");
	}

	/**
	 * A parameter of a URL.
	 */
	boolean isInQuery() {
		return before() == '?' || before() == '&';
	}

	/**
	 * A word of a sentence that happens to end with a colon.
	 */
	boolean isProse() {
		return isColon() && !previousWord().isEmpty() && !QUALIFIERS.contains(previousWord());
	}

	/**
	 * What a parser calls a token.
	 */
	boolean isOfParser() {
		return isProse() && isToken() && OF_PARSERS.contains(previousWord());
	}

	/**
	 * A token of whatever kind.
	 */
	boolean isToken() {
		return key().equalsIgnoreCase("token") || key().equalsIgnoreCase("tokens");
	}

	/**
	 * One of several words with colons between: <code>arn:aws:…:secret:orders</code>.
	 */
	private boolean isSegment() {
		return isColon() && before() == ':' && this.match.group().endsWith(":");
	}

	/**
	 * The user of a URL.
	 */
	private boolean isUser() {
		return nameStart() > 1 && this.text.startsWith("//", nameStart() - 2);
	}

	private boolean isPath() {
		return isColon() && before() == '/';
	}

	/**
	 * What admits a caller under a name that means other things elsewhere: the code of an
	 * OAuth client that comes back from a login, the key to an interface.
	 */
	private boolean isGrant() {
		return isInQuery() && GRANTS.contains(key().toLowerCase(Locale.ROOT));
	}

	private char before() {
		return (nameStart() > 0) ? this.text.charAt(nameStart() - 1) : '\n';
	}

	/**
	 * The word that a blank separates from the name, in lower case.
	 */
	private String previousWord() {
		int end = nameStart();
		if (end > 0 && "\"'".indexOf(this.text.charAt(end - 1)) >= 0) {
			end--;
		}
		if (end < 2 || this.text.charAt(end - 1) != ' ' || !Character.isLetterOrDigit(this.text.charAt(end - 2))) {
			return "";
		}
		int start = end - 1;
		while (start > Math.max(0, end - 40) && Character.isLetterOrDigit(this.text.charAt(start - 1))) {
			start--;
		}
		return this.text.substring(start, end - 1).toLowerCase(Locale.ROOT);
	}

}
