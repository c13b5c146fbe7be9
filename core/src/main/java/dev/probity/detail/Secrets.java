package dev.probity.detail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.text.Secrecy;
import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Takes credentials out of texts that end up in health details, log lines and metrics.
 * Drivers like to put the whole URL, password included, into their messages. In doubt it
 * removes too much rather than too little. The texts may be hostile: no pattern may need
 * more than a small multiple of their length.
 *
 * @since 0.1.0
 */
public final class Secrets {

	private static final int LONGEST_SHOWN = 500;

	private static final int DEEPEST_SHOWN = FrozenDetails.DEEPEST + 2;

	private Secrets() {
	}

	/**
	 * A text without the credentials in it, cut after 500 characters.
	 * @param text the text, whatever it is
	 * @return the text, with stars where credentials were
	 */
	public static String scrub(String text) {
		// cut at last: half of a secret would no longer be recognised
		return VisibleText.cut(VisibleText.lines(Secrecy.hide(text)), LONGEST_SHOWN);
	}

	/**
	 * The same in one line, whatever there is in the text: for log lines.
	 * @param text the text, whatever it is
	 * @return one line, with stars where credentials were
	 */
	public static String scrubbedLine(String text) {
		return VisibleText.cut(VisibleText.line(Secrecy.hide(text)), LONGEST_SHOWN);
	}

	/**
	 * What a result keeps of details, whoever changes them later.
	 */
	public static Map<String, Object> frozen(Map<String, Object> details) {
		return scrub(FrozenDetails.of(details, DetailShape.STANDARD));
	}

	public static Map<String, Object> scrub(Map<String, Object> details) {
		if (details.isEmpty()) {
			return Collections.emptyMap();
		}
		Map<String, @Nullable Object> scrubbed = new LinkedHashMap<>();
		details.forEach((name, value) -> scrubbed.put(scrubbedLine(name), scrub(name, value, 1)));
		return Collections.unmodifiableMap(scrubbed);
	}

	/**
	 * Maps and collections keep their shape, so that they look as they always did to
	 * whoever reads the details. The text of a value with the name of a secret is hidden.
	 */
	private static @Nullable Object scrub(String name, @Nullable Object value, int depth) {
		if (value == null) {
			return null;
		}
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
			map.forEach((key, each) -> {
				String child = String.valueOf(key);
				scrubbed.put(scrubbedLine(child), scrub(Secrecy.isSecret(name) ? name : child, each, depth + 1));
			});
			return Collections.unmodifiableMap(scrubbed);
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> scrubbed = new ArrayList<>();
			collection.forEach((each) -> scrubbed.add(scrub(name, each, depth + 1)));
			return Collections.unmodifiableList(scrubbed);
		}
		if (value instanceof Object[] array) {
			return scrub(name, Arrays.asList(array), depth);
		}
		return scrubbedText(name, value);
	}

	private static Object scrubbedText(String name, Object value) {
		String text = value.toString();
		return Secrecy.isSecret(name, text) ? Secrecy.HIDDEN : scrub(text);
	}

}
