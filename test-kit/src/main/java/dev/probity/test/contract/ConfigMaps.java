package dev.probity.test.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The config maps among manifests, with those that a kustomization makes of literals: a
 * container may take its variables from them. Not thread-safe.
 */
final class ConfigMaps {

	private final Map<String, Map<String, String>> values = new HashMap<>();

	/**
	 * Take in a part of a document, if it is one.
	 */
	void add(Map<?, ?> part) {
		Map<?, ?> metadata = Yamls.map(part.get("metadata"));
		Map<?, ?> data = Yamls.map(part.get("data"));
		if ("ConfigMap".equals(part.get("kind")) && metadata != null && data != null) {
			data.forEach((key, value) -> put(metadata.get("name"), String.valueOf(key), String.valueOf(value)));
		}
		for (Map<?, ?> generated : Yamls.maps(part.get("configMapGenerator"))) {
			if (generated.get("literals") instanceof List<?> literals) {
				literals.stream()
					.map(String::valueOf)
					.filter((literal) -> literal.contains("="))
					.forEach((literal) -> put(generated.get("name"), literal.substring(0, literal.indexOf('=')),
							literal.substring(literal.indexOf('=') + 1)));
			}
		}
	}

	private void put(@Nullable Object name, String key, String value) {
		this.values.computeIfAbsent(String.valueOf(name), (any) -> new LinkedHashMap<>()).put(key, value);
	}

	/**
	 * What a reference leads to; nothing if it is to something else, or to what is not
	 * there.
	 */
	Map<String, String> of(@Nullable Map<?, ?> reference) {
		return (reference != null) ? this.values.getOrDefault(String.valueOf(reference.get("name")), Map.of())
				: Map.of();
	}

}
