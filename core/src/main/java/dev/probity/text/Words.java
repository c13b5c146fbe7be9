package dev.probity.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Distinguishes words that people write from secrets that machines generate.
 */
final class Words {

	private static final Set<String> STATES = Vocabulary.of("""
			true false yes no on off null nil none undefined empty blank unset set n/a missing required
			optional invalid valid expired present absent provided unknown unchanged changed hidden masked
			redacted protected filtered omitted sanitized enabled disabled ok failed denied rejected
			revoked refused granted unauthorized forbidden available unavailable configured active
			inactive deny allow permit permitall never always
			""");

	// words of the closed classes, and verbs, that go on with a sentence after a value
	private static final Set<String> GO_ON = Vocabulary.of("""
			is was are were be been the a an this has have had for to from at in on by of with without and or but not
			does did do could cannot can can't will would must should may due because while when after
			before via as if than that which against into over option options flag argument parameter
			again instead then until unless found used given specified supplied expected encountered
			didn't doesn't isn't contains error
			""");

	private static final Set<String> BEGIN = Vocabulary.of("""
			is was are must should may cannot can could will does did not no has have had required invalid
			missing expired expected expects unable failed failure error couldn't can't isn't wasn't too
			only contains needs already neither unknown unsupported never don't please
			""");

	private static final Set<String> COMPLAIN = Vocabulary.of("""
			fail fails failure denied refused rejected mismatch error timeout exceeded reset closed locked
			disabled unreachable unavailable timed not unable unauthorized forbidden required invalid
			missing expired failed found unknown cannot could
			unsupported malformed incorrect wrong revoked signature issuer audience must
			""");

	private static final Pattern LETTERS = Pattern.compile("\\p{L}[\\p{L}'’]*+");

	private static final Pattern KIND = Pattern.compile("[A-Z][A-Z_]{0,30}");

	private static final Pattern BLANK = Pattern.compile("\\s++");

	private static final Pattern PARTS = Pattern.compile("[-_./:]++");

	private static final Pattern NUMBER = Pattern
		.compile("[-+]?(?:0x\\p{XDigit}{1,16}|\\d{1,3}(?:\\.\\d{1,6})?(?:%|ms|s|m|h|d)?)");

	private static final Pattern PLACEHOLDER = Pattern.compile(
			"[*•#.]{1,200}|\\p{Punct}{1,2}|[xX]{3,200}|[\\[<({]{1,2}[\\w .*•-]{0,40}[])}>]{1,2}|[$#]\\{[^}:]{0,200}:?}{1,2}|[$%]?[A-Z_]{1,80}%"
					+ "|\\$[A-Z_]{2,80}|\\$\\d|\\$\\([^)]{0,200}\\)|@[\\w.-]{1,80}@|\\$\\(\\w{1,20}|%[sd]|\\?|:[a-z]\\w{0,40}|\\{\\d?}");

	// "{left=12, used=3}"
	private static final Pattern FIGURES = Pattern
		.compile("[\\[{]\\s{0,9}(?:,?\\s{0,9}(?:[\"']?[\\w.-]{1,40}+[\"']?\\s?[:=]\\s?)?"
				+ "(?:-?\\d[\\d.]{0,18}+|true|false|null)){0,20}\\s{0,9}[}\\]]");

	private static final Pattern LOCATION = Pattern
		.compile("(?:/[\\w.-]{1,60}){2,20}/?|(?:file|classpath|arn):\\S{1,200}");

	// says in more than one word that there is none
	private static final Pattern NOTHING = Pattern
		.compile("(?:<[\\w .*•-]{0,40}>|[(\\[{<]{0,2}+(?i:(?:is |was )?not[ -]"
				+ "(?:yet )?(?:set|configured|given|provided|specified|supplied|present|available|defined|shown|found|used|needed|required|applicable|loaded|known)"
				+ "|no (?:value|password|secret|token|key)|(?:size |length )?must (?:not )?(?:be|have|contain|match) [\\w ]{1,60}"
				+ "|is (?:required|missing|null|empty|blank|invalid|too short|too long))[)\\]}>]{0,2}+)(?=$|[\\s,;.&\"'`)\\]}|])");

	private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:T|$)|\\d\\d:\\d\\d|PT\\d");

	private static final int MANY = 16;

	private Words() {
	}

	/**
	 * Whether this says how it stands with a secret, stands in place of one, or is too
	 * short a number to be one.
	 */
	static boolean isNoValue(String value) {
		String text = value.strip();
		return isState(text) || NUMBER.matcher(text).matches() || FIGURES.matcher(text).matches();
	}

	/**
	 * The end of words that say that there is no value.
	 * @return the index after the last of them, or start if there are none
	 */
	static int endOfNothing(String text, int start) {
		Matcher nothing = NOTHING.matcher(text).region(start, text.length());
		return (nothing.lookingAt() && !hasRandom(inside(nothing.group()))) ? nothing.end() : start;
	}

	/**
	 * Whether this says how it stands with a secret, or stands in place of one.
	 */
	static boolean isState(String value) {
		String text = value.strip();
		return text.isEmpty() || STATES.contains(stripped(text).toLowerCase(Locale.ROOT)) || isPlaceholder(text);
	}

	static boolean isPlaceholder(String value) {
		return PLACEHOLDER.matcher(value).matches() && !isRandom(inside(value));
	}

	/**
	 * Whether this says where a secret is.
	 */
	static boolean isLocation(String value) {
		if (!LOCATION.matcher(value).matches()) {
			return false;
		}
		for (String part : value.startsWith("arn:") ? new String[0] : PARTS.split(value)) {
			if (isRandom(part)) {
				return false;
			}
		}
		return true;
	}

	private static String inside(String text) {
		boolean bracketed = text.length() > 2 && "[(<".indexOf(text.charAt(0)) >= 0;
		return bracketed ? text.substring(1, text.length() - 1) : text;
	}

	/**
	 * Whether this is a sentence about a secret: it begins like one, or complains.
	 */
	static boolean isSentence(String value) {
		String[] words = BLANK.split(value.strip().toLowerCase(Locale.ROOT), MANY);
		if (words.length < 2) {
			return false;
		}
		boolean complains = BEGIN.contains(words[0]);
		for (String word : words) {
			complains |= COMPLAIN.contains(stripped(word));
		}
		return complains && !hasRandom(value);
	}

	/**
	 * Whether this consists of so many plain words.
	 */
	static boolean arePlain(String value, int atLeast) {
		String[] words = BLANK.split(value.strip(), MANY);
		for (String word : words) {
			if (!isPlain(stripped(word))) {
				return false;
			}
		}
		return words.length >= atLeast;
	}

	/**
	 * Whether a sentence may go on with this: a word, a number, both side by side.
	 */
	static boolean isOfSentence(String word) {
		return isPlain(word) || isComposed(word) || word.chars().allMatch(Character::isDigit);
	}

	/**
	 * Whether this is what a parser calls one: <code>EOF</code>.
	 */
	static boolean isKind(String word) {
		return KIND.matcher(stripped(word)).matches();
	}

	static boolean isPlain(String word) {
		return LETTERS.matcher(word).matches();
	}

	static boolean goesOn(String word) {
		return GO_ON.contains(word.toLowerCase(Locale.ROOT)) || STATES.contains(word.toLowerCase(Locale.ROOT));
	}

	static boolean hasRandom(String text) {
		for (String word : BLANK.split(text.strip(), MANY)) {
			if (isRandom(word)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a word looks made by a machine, or made hard by a person: letters and
	 * digits mixed, or case mixed more than names mix it.
	 */
	static boolean isRandom(String word) {
		String text = stripped(word);
		if (text.length() < 6 || isComposed(text) || TIME.matcher(text).lookingAt()) {
			return false;
		}
		boolean letter = text.chars().anyMatch(Character::isLetter);
		boolean digit = text.chars().anyMatch(Character::isDigit);
		return letter && (digit || text.length() >= MANY && changesCase(text));
	}

	/**
	 * Words and numbers side by side: <code>orders-1</code>, <code>10.0.0.1:5432</code>.
	 */
	private static boolean isComposed(String text) {
		String[] parts = PARTS.split(text);
		for (String part : parts) {
			boolean isNumber = part.chars().allMatch(Character::isDigit);
			if (!isNumber && !isPlain(part)) {
				return false;
			}
		}
		return parts.length > 1;
	}

	private static boolean changesCase(String text) {
		int changes = 0;
		for (int at = 1; at < text.length(); at++) {
			boolean upper = Character.isUpperCase(text.charAt(at));
			changes += (upper != Character.isUpperCase(text.charAt(at - 1))) ? 1 : 0;
		}
		return changes * 3 > text.length();
	}

	static String stripped(String word) {
		int start = 0;
		int end = word.length();
		while (start < end && "\"'([{<".indexOf(word.charAt(start)) >= 0) {
			start++;
		}
		while (end > start && "\"')]}>.,;:!?".indexOf(word.charAt(end - 1)) >= 0) {
			end--;
		}
		return word.substring(start, end);
	}

}
