package dev.probity.test.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Parts of a YAML document, whatever they really are.
 */
final class Yamls {

	private Yamls() {
	}

	static @Nullable Map<?, ?> map(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? map : null;
	}

	/**
	 * The elements of a list that are maps.
	 */
	static List<Map<?, ?>> maps(@Nullable Object value) {
		List<Map<?, ?>> maps = new ArrayList<>();
		if (value instanceof List<?> list) {
			list.forEach((element) -> {
				Map<?, ?> map = map(element);
				if (map != null) {
					maps.add(map);
				}
			});
		}
		return maps;
	}

	static int number(Map<?, ?> map, String field, int otherwise) {
		return (map.get(field) instanceof Number number) ? number.intValue() : otherwise;
	}

}
