package dev.probity.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.EnumerablePropertySource;

/**
 * Two names of one setting in one property source that are set to different values:
 * <code>probity.checks.orders-db.timeout</code> and
 * <code>probity.checks.ordersDb.timeout</code>. Only one of them can have an effect. In
 * two property sources that is how one overrides the other.
 *
 * @param one the name that comes first
 * @param other the other one
 */
record TwoSpellings(String one, String other) {

	private static final String PREFIX = "probity.";

	private static final String DISK = CheckNames.canonical(PREFIX + "checks" + CheckNames.DISK);

	private static final String DISK_SPACE = CheckNames.canonical(PREFIX + "checks" + CheckNames.DISK_SPACE);

	static List<TwoSpellings> in(EnumerablePropertySource<?> source) {
		Map<String, List<String>> spellings = new LinkedHashMap<>();
		for (String name : source.getPropertyNames()) {
			if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
				spellings.computeIfAbsent(setting(name), (first) -> new ArrayList<>()).add(name);
			}
		}
		List<TwoSpellings> found = new ArrayList<>();
		for (List<String> names : spellings.values()) {
			String first = names.get(0);
			names.stream()
				.skip(1)
				.filter((name) -> areOne(first, name) && !areEqual(source.getProperty(first), source.getProperty(name)))
				.forEach((name) -> found.add(new TwoSpellings(first, name)));
		}
		return found;
	}

	private static String setting(String name) {
		String setting = CheckNames.canonical(name);
		// one check that has two names
		return setting.startsWith(DISK_SPACE) ? DISK + setting.substring(DISK_SPACE.length()) : setting;
	}

	/**
	 * Whether slashes, as far as both names have any, are at the same places.
	 */
	private static boolean areOne(String one, String other) {
		return one.indexOf('/') < 0 || other.indexOf('/') < 0 || withSlashes(one).equals(withSlashes(other));
	}

	private static String withSlashes(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}/]", "").toLowerCase(Locale.ROOT);
	}

	private static boolean areEqual(@Nullable Object one, @Nullable Object other) {
		return Objects.toString(one).equals(Objects.toString(other));
	}

}
