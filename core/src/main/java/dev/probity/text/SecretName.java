package dev.probity.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a name says about its value. A name is read as words: <code>clientSecret</code>
 * and <code>CLIENT_SECRET</code> end with what is secret, <code>tokenEndpoint</code> and
 * <code>SecretNotFoundException</code> speak of something else.
 */
enum SecretName {

	/** The value is a password or what a person has made up: may be of several words. */
	PASSWORD,

	/** The value is a secret that a machine has made. */
	SECRET,

	/** The value is all of a header that authenticates. */
	HEADER,

	/** The value is a secret if it looks like one. */
	PERHAPS,

	/** The value is none. */
	NONE;

	private static final Pattern WORD_BOUNDARY = Pattern
		.compile("[^\\p{Alnum}]++|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=\\d++$)");

	private static final int LONGEST = 200;

	private static final List<String> PASSWORDS = List.of("password", "passwd", "passphrase", "passcode", "passwort",
			"pwd", "pass");

	private static final Set<String> PASSWORD_WORDS = Set.of("pw", "passw", "kennwort");

	private static final Set<String> NO_PASSWORDS = Set.of("bypass", "compass", "encompass", "trespass", "surpass",
			"overpass", "underpass");

	private static final List<String> SECRETS = List.of("secret", "secrets", "token", "tokens", "credential",
			"credentials", "apikey", "accesskey", "secretkey", "privatekey", "accountkey", "sharedkey", "masterkey",
			"passwords", "jsessionid", "phpsessid", "sessid");

	private static final Set<String> SECRET_WORDS = Set.of("psk", "masterauth", "otp", "totp");

	private static final Set<String> HEADERS = Set.of("authorization", "cookie");

	private static final Set<String> SECRET_KEYS = Vocabulary.of("""
			api access secret private account shared encryption decryption signing master storage auth ssh
			subscription hmac function functions rapidapi app application webhook license
			encrypt crypto cipher aes sign jwt
			""");

	private static final Set<String> PERHAPS_WORDS = Set.of("auth", "signature", "sig", "jwt", "assertion", "bearer",
			"csrf", "xsrf", "sid", "session", "sessionid", "samlresponse", "authentication", "nonce");

	private static final Set<String> PERHAPS_PAIRS = Set.of("saml response", "saml request", "remember me", "secret id",
			"session id", "code verifier");

	// what is said of a secret and is one all the same
	private static final Set<String> SAME = Vocabulary.of("""
			value values hash string text plain plaintext raw data base64 b64 old new current confirm
			confirmation encoded encrypted bytes primary secondary backup json content literal prod
			production stage staging dev test fallback base
			""");

	// what is said of a secret and is none
	private static final Set<String> ABOUT = Vocabulary.of("""
			policy policies left count counts endpoint endpoints url uri name names length size type types
			expiry expires expire expired expiration expiring ttl age version versions id ids path paths
			file files location locations store provider providers manager service strength required
			enabled disabled encoder encoding algorithm algorithms rotation rotated changed created
			updated at in on limit limits max min used remaining bucket buckets validity lifetime issuer
			audience scope scopes status state method methods class factory ref reference namespace header
			headers param parameter field prompt hint reset exception error errors failure failures failed
			fault format cache source resolver address index position rate usage mode model set present
			valid invalid needed mismatch exists found missing denied server client request response
			requests code mechanism handler filter converter generator validator validation extractor
			repository properties config configuration kind label description prefix suffix separator days
			seconds millis ms minutes hours time date timestamp interval timeout attempts retries window
			budget per total sum average hits misses health check refresh refreshed renewal management
			grant flow is not authentication security operator
			""");

	private static final Set<String> NUMBERS_OF = Vocabulary.of("""
			max min num number count total next has is remaining page input output prompt completion
			reasoning cached
			""");

	private static final Set<String> COMPLAINTS = Vocabulary.of("""
			invalid expired missing bad unexpected unknown unrecognized illegal wrong unsupported require
			requires required no not use using unauthorized forbidden inactive revoked
			""");

	/**
	 * Whether a value of that name is a secret whatever it looks like.
	 */
	boolean isCertain() {
		return this != NONE && this != PERHAPS;
	}

	/**
	 * Whether a value of that name has to be hidden.
	 */
	boolean isSecret(String value) {
		if (this == NONE || Words.isState(value) || Words.isLocation(value)) {
			return false;
		}
		if (this == PERHAPS) {
			return Words.isRandom(value) && value.indexOf(' ') < 0;
		}
		return !Words.isSentence(value) && (this == PASSWORD || !Words.arePlain(value, 3));
	}

	/**
	 * Whether such a word is said of a secret and is none.
	 */
	static boolean isAbout(String word) {
		return ABOUT.contains(word.toLowerCase(Locale.ROOT));
	}

	static SecretName of(String name) {
		List<String> words = words(name);
		for (int last = words.size() - 1; last >= 0; last--) {
			SecretName word = of(words, last);
			if (word != NONE) {
				return qualified(word, words.subList(0, last), words.subList(last + 1, words.size()));
			}
		}
		return NONE;
	}

	private static List<String> words(String name) {
		// the end decides
		String end = name.substring(Math.max(0, name.length() - LONGEST));
		List<String> words = new ArrayList<>();
		for (String word : WORD_BOUNDARY.split(end)) {
			if (!word.isEmpty()) {
				words.add(word.toLowerCase(Locale.ROOT));
			}
		}
		return words;
	}

	private static SecretName of(List<String> words, int at) {
		String word = words.get(at);
		String before = (at > 0) ? words.get(at - 1) : "";
		if (PASSWORD_WORDS.contains(word)
				|| PASSWORDS.stream().anyMatch(word::endsWith) && !NO_PASSWORDS.contains(word)) {
			return PASSWORD;
		}
		if (HEADERS.contains(word)) {
			return HEADER;
		}
		if (SECRETS.stream().anyMatch(word::endsWith) || SECRET_WORDS.contains(word)
				|| (word.equals("key") || word.equals("keys")) && SECRET_KEYS.contains(before)
				|| word.equals("sid") && before.equals("connect") || word.equals("signature") && isSigned(before)) {
			return SECRET;
		}
		boolean perhaps = PERHAPS_WORDS.contains(word) || PERHAPS_PAIRS.contains(before + " " + word);
		return perhaps ? PERHAPS : NONE;
	}

	private static boolean isSigned(String before) {
		return Set.of("access", "amz", "goog", "hub").contains(before);
	}

	/**
	 * What the words around it make of it.
	 */
	private static SecretName qualified(SecretName word, List<String> before, List<String> after) {
		if (after.stream().anyMatch(ABOUT::contains) || before.stream().anyMatch(NUMBERS_OF::contains)) {
			return NONE;
		}
		boolean same = after.stream().allMatch((each) -> SAME.contains(each) || Character.isDigit(each.charAt(0)));
		boolean complaint = !before.isEmpty() && COMPLAINTS.contains(before.get(0));
		return (same && !complaint) ? word : PERHAPS;
	}

}
