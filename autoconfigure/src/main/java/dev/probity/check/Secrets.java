package dev.probity.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Takes credentials out of texts that end up in health details, log lines and metrics.
 * Drivers like to put the whole URL, password included, into their messages. In doubt too
 * much is taken out rather than too little. The texts may be hostile: no pattern may need
 * more than a small multiple of their length.
 *
 * @since 0.1.0
 */
public final class Secrets {

	private static final String HIDDEN = "***";

	private static final int LONGEST_READ = 4_000;

	private static final int LONGEST_SHOWN = 500;

	private static final int DEEPEST_SHOWN = FrozenDetails.DEEPEST + 2;

	// "//user:password@", whose password nobody may have encoded, but not "//host:80/"
	private static final Pattern USER_INFO = Pattern
		.compile("//(?:[^\\s/?#:@]*+:(?!\\d++(?:[\\s/?#,;:)\"']|$))\\S{0,200}@|[^\\s/?#]{0,200}@)");

	// an Oracle thin URL puts them before the address: jdbc:oracle:thin:scott/tiger@host
	private static final Pattern THIN_USER_INFO = Pattern
		.compile("\\b(jdbc:(?:[a-z0-9]++:){1,4})[^\\s/:@]++/\\S{1,200}@", Pattern.CASE_INSENSITIVE);

	private static final Pattern SCHEME = Pattern.compile("\\b((?:(?:bearer|basic|apikey)\\s++)++)[\\w.~+/=-]{3,}+",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NAMED = Pattern.compile("(?<![\\w.-])([\\w.-]++)\\\\?+[\"']?+\\s*+[=:]>?+\\s*+");

	// one that stands where a value belongs
	private static final Pattern NEXT_NAMED = Pattern.compile("\\\\?+[\"']?+([\\w.-]++)\\\\?+[\"']?+\\s*+[=:]>?+\\s*+");

	private static final Pattern SECRET_NAME = Pattern.compile(
			"passw(?:or)?d|passphrase|(?:^|[._-])pass$|pwd|secret|token|credentials?|authorization|api[_-]?key"
					+ "|access[_-]?key|private[_-]?key|account[_-]?key|sasl[._-]jaas[._-]config",
			Pattern.CASE_INSENSITIVE);

	private Secrets() {
	}

	/**
	 * A text without the credentials in it, cut after 500 characters.
	 * @param text the text, whatever it is
	 * @return the text, with stars where credentials were
	 */
	public static String scrub(String text) {
		// a long text is cut where it is read, not where it is shown: a secret cut in
		// half would no longer be recognised
		String scrubbed = (text.length() > LONGEST_READ) ? text.substring(0, LONGEST_READ) : text;
		scrubbed = USER_INFO.matcher(scrubbed).replaceAll("//" + HIDDEN + "@");
		scrubbed = THIN_USER_INFO.matcher(scrubbed).replaceAll("$1" + HIDDEN + "@");
		// before schemes: what follows one may be the name of a secret
		scrubbed = scrubNamed(scrubbed);
		scrubbed = SCHEME.matcher(scrubbed).replaceAll("$1" + HIDDEN);
		return (scrubbed.length() > LONGEST_SHOWN) ? scrubbed.substring(0, LONGEST_SHOWN) + "…" : scrubbed;
	}

	private static String scrubNamed(String text) {
		StringBuilder scrubbed = new StringBuilder();
		Matcher named = NAMED.matcher(text);
		int copied = 0;
		int from = 0;
		while (named.find(from)) {
			from = named.end();
			if (isSecret(named.group(1)) && from < text.length()) {
				scrubbed.append(text, copied, from).append(HIDDEN);
				from = endOfValue(text, from);
				copied = from;
			}
		}
		return scrubbed.append(text, copied, text.length()).toString();
	}

	/**
	 * The end of a value. If what looks like it may be the name of another secret, the
	 * end of that one's.
	 */
	private static int endOfValue(String text, int from) {
		int start = from;
		Matcher next = NEXT_NAMED.matcher(text);
		while (next.region(start, text.length()).lookingAt() && isSecret(next.group(1)) && next.end() < text.length()) {
			start = next.end();
		}
		return SecretValue.end(text, start);
	}

	private static boolean isSecret(String name) {
		return SECRET_NAME.matcher(name).find();
	}

	static Map<String, Object> scrub(Map<String, Object> details) {
		Map<String, @Nullable Object> scrubbed = new LinkedHashMap<>();
		details.forEach((name, value) -> scrubbed.put(name, scrub(name, value, 1)));
		return Collections.unmodifiableMap(scrubbed);
	}

	private static @Nullable Object scrub(String name, @Nullable Object value, int depth) {
		if (value == null) {
			return null;
		}
		return isSecret(name) ? HIDDEN : scrub(value, depth);
	}

	/**
	 * Maps and collections keep their shape, so that they look as they always did to
	 * whoever reads the details.
	 */
	private static Object scrub(Object value, int depth) {
		if (PlainDetail.is(value)) {
			return value;
		}
		boolean isContainer = value instanceof Map || value instanceof Collection || value instanceof Object[];
		if (isContainer && depth > DEEPEST_SHOWN) {
			// it may contain itself
			return "…";
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> scrubbed = new LinkedHashMap<>();
			map.forEach((key, each) -> scrubbed.put(String.valueOf(key), scrub(String.valueOf(key), each, depth + 1)));
			return Collections.unmodifiableMap(scrubbed);
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> scrubbed = new ArrayList<>();
			collection.forEach((each) -> scrubbed.add(scrub("", each, depth + 1)));
			return Collections.unmodifiableList(scrubbed);
		}
		if (value instanceof Object[] array) {
			return scrub(Arrays.asList(array), depth);
		}
		String text = value.toString();
		// what says nothing of itself as text is shown by its properties
		return text.equals(value.getClass().getName() + "@" + Integer.toHexString(value.hashCode())) ? value
				: scrub(text);
	}

}
