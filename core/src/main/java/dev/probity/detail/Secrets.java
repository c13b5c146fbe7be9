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
		return map("", details, 0);
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
			return map(name, map, depth);
		}
		if (value instanceof Collection<?> collection) {
			return list(name, collection, depth);
		}
		if (value instanceof Object[] array) {
			return scrub(name, Arrays.asList(array), depth);
		}
		return scrubbedText(name, value);
	}

	private static Map<String, Object> map(String name, Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> scrubbed = new LinkedHashMap<>();
		String outer = Secrecy.isSecret(name) ? name : null;
		String entry = nameOf(map);
		map.forEach((key, each) -> {
			String own = String.valueOf(key);
			String inner = (entry != null && Secrecy.isValueOfEntry(own)) ? entry : own;
			scrubbed.put(scrubbedLine(own), scrub((outer != null) ? outer : inner, each, depth + 1));
		});
		return Collections.unmodifiableMap(scrubbed);
	}

	/**
	 * The name of a secret that an entry has beside its value.
	 */
	private static @Nullable String nameOf(Map<?, ?> map) {
		return map.entrySet()
			.stream()
			.filter((each) -> each.getValue() instanceof CharSequence)
			.filter((each) -> Secrecy.namesSecret(String.valueOf(each.getKey()), each.getValue().toString()))
			.map((each) -> each.getValue().toString())
			.findFirst()
			.orElse(null);
	}

	private static List<@Nullable Object> list(String name, Collection<?> collection, int depth) {
		List<@Nullable Object> scrubbed = new ArrayList<>();
		String option = null;
		for (Object each : collection) {
			String text = (each instanceof CharSequence) ? each.toString() : "-";
			scrubbed.add(scrub((option != null && !text.startsWith("-")) ? option : name, each, depth + 1));
			option = Secrecy.isSecretOption(text) ? text : null;
		}
		return Collections.unmodifiableList(scrubbed);
	}

	private static Object scrubbedText(String name, Object value) {
		String text = value.toString();
		return Secrecy.isSecret(name, text) ? Secrecy.HIDDEN : scrub(text);
	}

}
