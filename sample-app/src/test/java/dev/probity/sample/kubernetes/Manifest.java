package dev.probity.sample.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A part of a manifest.
 */
record Manifest(Map<String, Object> fields) {

	/**
	 * Read a file of the sample.
	 */
	static Manifest of(String file) {
		return read(Path.of("k8s", file));
	}

	static Manifest read(Path file) {
		try {
			return parse(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Parse as kustomize does, which refuses a field that is there twice.
	 */
	static Manifest parse(String yaml) {
		return new Manifest(map(load(yaml)));
	}

	/**
	 * Parse a list.
	 */
	static List<Manifest> parseAll(String yaml) {
		return ((List<?>) load(yaml)).stream().map((each) -> new Manifest(map(each))).toList();
	}

	private static Object load(String yaml) {
		LoaderOptions strict = new LoaderOptions();
		strict.setAllowDuplicateKeys(false);
		return new Yaml(strict).load(yaml);
	}

	/**
	 * What is below these fields.
	 * @param path the fields with dots between them; a list is entered at its first
	 * element
	 */
	Manifest at(String path) {
		Object value = value(path);
		return new Manifest(map((value instanceof List<?> list) ? list.get(0) : value));
	}

	List<Manifest> all(String path) {
		return ((List<?>) value(path)).stream().map((each) -> new Manifest(map(each))).toList();
	}

	int number(String field, int otherwise) {
		return (int) this.fields.getOrDefault(field, otherwise);
	}

	Object value(String path) {
		Object value = this.fields;
		for (String field : Arrays.asList(path.split("\\."))) {
			Object below = map((value instanceof List<?> list) ? list.get(0) : value).get(field);
			if (below == null) {
				throw new IllegalArgumentException("No '%s' of '%s' in %s".formatted(field, path, this.fields));
			}
			value = below;
		}
		return value;
	}

	private static Map<String, Object> map(Object value) {
		Map<String, Object> fields = new LinkedHashMap<>();
		((Map<?, ?>) value).forEach((name, field) -> fields.put((String) name, field));
		return fields;
	}

}
