package dev.probity.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Takes credentials out of texts that end up in health details, log lines and metrics.
 * Drivers like to put the whole URL, password included, into their messages.
 */
final class Secrets {

	private static final int LONGEST_READ = 4_000;

	private static final int LONGEST_SHOWN = 500;

	private static final Pattern USER_INFO = Pattern.compile("//[^/\\s@]*@");

	// an Oracle thin URL puts them before the address: jdbc:oracle:thin:scott/tiger@host
	private static final Pattern THIN_USER_INFO = Pattern.compile("(jdbc:[a-z:]+:)[^/\\s:@]+/[^\\s@]+@",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SCHEME = Pattern.compile("\\b(bearer|basic)\\s+[\\w.~+/=-]{3,}",
			Pattern.CASE_INSENSITIVE);

	private static final String NAME = "[\\w.-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|credentials?"
			+ "|api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|sasl[._-]jaas[._-]config)[\\w.-]*";

	private static final Pattern KEY_VALUE = Pattern.compile(
			"(" + NAME + "[\"']?\\s*[=:]\\s*)(\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^\\s,;&)}\\]]+)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SECRET_NAME = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);

	private Secrets() {
	}

	static String scrub(String text) {
		// a long text is cut where it is read, not where it is shown: a secret cut in
		// half
		// would no longer be recognised
		String scrubbed = (text.length() > LONGEST_READ) ? text.substring(0, LONGEST_READ) : text;
		scrubbed = SCHEME.matcher(scrubbed).replaceAll("$1 ***");
		scrubbed = KEY_VALUE.matcher(scrubbed).replaceAll("$1***");
		scrubbed = USER_INFO.matcher(scrubbed).replaceAll("//***@");
		scrubbed = THIN_USER_INFO.matcher(scrubbed).replaceAll("$1***@");
		return (scrubbed.length() > LONGEST_SHOWN) ? scrubbed.substring(0, LONGEST_SHOWN) + "…" : scrubbed;
	}

	static Map<String, Object> scrub(Map<String, Object> details) {
		Map<String, Object> scrubbed = new LinkedHashMap<>();
		details.forEach((name, value) -> scrubbed.put(Objects.requireNonNull(name, "detail name"),
				scrub(name, Objects.requireNonNull(value, name))));
		return Collections.unmodifiableMap(scrubbed);
	}

	private static Object scrub(String name, Object value) {
		if (SECRET_NAME.matcher(name).matches()) {
			return "***";
		}
		return (value instanceof Number || value instanceof Boolean) ? value : scrub(value.toString());
	}

}
