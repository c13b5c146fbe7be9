package dev.probity.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * What can be said under <code>probity</code>, as the records of the properties have it.
 * Finds what the words of a name mean or, if they mean nothing, what they may have been
 * meant to say.
 */
sealed interface KnownSettings {

	/**
	 * Everything that can be said.
	 */
	static KnownSettings all() {
		return of(ProbityProperties.class);
	}

	private static KnownSettings of(Type type) {
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Map.class) {
			Type each = parameterized.getActualTypeArguments()[1];
			return new Named(of(each),
					new Fixed((each == ConsumerProperties.class)
							? Map.of(ConsumerProperties.RESUME_WITHIN, new Value(Duration.class)) : Map.of()),
					// a header has dashes, and whoever reads it takes none for granted
					(each == String.class) ? "-" : "/");
		}
		Class<?> raw = (Class<?>) ((type instanceof ParameterizedType generic) ? generic.getRawType() : type);
		if (!raw.isRecord()) {
			return new Value(raw);
		}
		Map<String, KnownSettings> parts = new LinkedHashMap<>();
		for (RecordComponent component : raw.getRecordComponents()) {
			parts.put(DataObjectPropertyName.toDashedForm(component.getName()), of(component.getGenericType()));
		}
		return new Fixed(parts);
	}

	/**
	 * What words come nearest to.
	 * @param words the words of a name, in lower case
	 * @param value what it is set to, which may tell two meanings apart
	 * @return {@code null} if they are not like anything
	 */
	@Nullable Meaning nearest(List<String> words, String value);

	/**
	 * Settings of which each has its name.
	 */
	record Fixed(Map<String, KnownSettings> parts) implements KnownSettings {

		@Override
		public @Nullable Meaning nearest(List<String> words, String value) {
			Meaning best = null;
			for (Map.Entry<String, KnownSettings> part : this.parts.entrySet()) {
				for (int end = 1; end <= words.size(); end++) {
					int distance = Spelling.distance(String.join("", words.subList(0, end)),
							part.getKey().replace("-", ""));
					Meaning rest = (distance < Spelling.FAR)
							? part.getValue().nearest(words.subList(end, words.size()), value) : null;
					best = Meaning.nearer(best, (rest != null) ? rest.after(part.getKey(), distance) : null);
				}
			}
			return best;
		}

	}

	/**
	 * Settings by a name that the application gives, and some beside them that are not of
	 * one name. As much as can be belongs to what is said of a name.
	 *
	 * @param separator what may stand between the words of a name
	 */
	record Named(KnownSettings each, Fixed beside, String separator) implements KnownSettings {

		@Override
		public @Nullable Meaning nearest(List<String> words, String value) {
			Meaning best = this.beside.nearest(words, value);
			for (int end = 1; end <= words.size(); end++) {
				Meaning rest = this.each.nearest(words.subList(end, words.size()), value);
				best = Meaning.nearer(best, (rest != null) ? rest.after(name(words.subList(0, end)), 0) : null);
			}
			return best;
		}

		private String name(List<String> words) {
			return "[" + String.join(this.separator, words) + "]";
		}

	}

	/**
	 * A value, or several.
	 */
	record Value(Class<?> type) implements KnownSettings {

		@Override
		public @Nullable Meaning nearest(List<String> words, String value) {
			if (words.isEmpty()) {
				return new Meaning(List.of(), 0, isPossible(value) ? 0 : 1);
			}
			boolean indexed = Collection.class.isAssignableFrom(this.type) && words.size() == 1
					&& words.get(0).chars().allMatch(Character::isDigit);
			return indexed ? new Meaning(List.of("[" + words.get(0) + "]"), 0, 0) : null;
		}

		private boolean isPossible(String value) {
			return !this.type.isEnum() || Stream.of(this.type.getEnumConstants())
				.anyMatch((each) -> CheckNames.areEqual(value.trim(), ((Enum<?>) each).name()));
		}

	}

	/**
	 * What words mean, or may have been meant to.
	 *
	 * @param path the parts of the property's name; what the application names in
	 * brackets, its words with slashes between them, or with dashes if it is a header
	 * @param distance how far the words are from it; 0 if they mean it
	 * @param doubt how little the value goes with it
	 */
	record Meaning(List<String> path, int distance, int doubt) {

		private Meaning after(String part, int distance) {
			List<String> path = new ArrayList<>(this.path);
			path.add(0, part);
			return new Meaning(path, this.distance + distance, this.doubt);
		}

		private static @Nullable Meaning nearer(@Nullable Meaning one, @Nullable Meaning other) {
			if (one == null || other == null) {
				return (one != null) ? one : other;
			}
			int difference = (one.distance() != other.distance()) ? one.distance() - other.distance()
					: one.doubt() - other.doubt();
			return (difference <= 0) ? one : other;
		}

		boolean isExact() {
			return this.distance == 0;
		}

		/**
		 * The property, as one writes it in a file.
		 */
		String property() {
			return "probity." + String.join(".", this.path).replace(".[", "[");
		}

		/**
		 * The property; a name that the application gives without what a variable cannot
		 * have.
		 */
		String flatProperty() {
			return property().replace("/", "");
		}

		/**
		 * The variable.
		 */
		String variable() {
			return "PROBITY_" + this.path.stream().map(Meaning::words).collect(Collectors.joining("_"));
		}

		private static String words(String part) {
			String words = part.startsWith("[") ? part.substring(1, part.length() - 1).replaceAll("[/-]", "_")
					: part.replace("-", "");
			return words.toUpperCase(Locale.ROOT);
		}

	}

}
