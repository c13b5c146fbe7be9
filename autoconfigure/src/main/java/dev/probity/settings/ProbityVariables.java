package dev.probity.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.probity.settings.KnownSettings.Meaning;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.PropertySourceInfo;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What environment variables under <code>PROBITY_</code> say, as properties, in the place
 * of the variables. An underscore may stand between any two words, so that they can set
 * what has a slash in its name; what means nothing, and the service links of Kubernetes,
 * set nothing. The variables themselves stay for placeholders.
 */
public final class ProbityVariables extends MapPropertySource implements OriginLookup<String> {

	private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

	private final Map<String, String> variables = new TreeMap<>();

	private final Map<String, @Nullable Meaning> meaningless = new TreeMap<>();

	private final Map<String, String> overruled = new TreeMap<>();

	private ProbityVariables(String name, String prefix, Map<String, Object> variables) {
		super(name, new LinkedHashMap<>());
		KnownSettings known = KnownSettings.all();
		variables.forEach((variable, value) -> add(known, variable, variable.substring(prefix.length()), value));
	}

	private void add(KnownSettings known, String variable, String name, Object value) {
		String text = value.toString();
		List<String> words = Stream.of(SEPARATORS.split(name.toLowerCase(Locale.ROOT)))
			.filter((word) -> !word.isEmpty())
			.toList();
		Meaning meaning = known.nearest(words, text);
		if (meaning == null || !meaning.isExact()) {
			if (!ServiceLink.is(variable, text) && !ServiceLink.isNamedLikeOne(variable)) {
				this.meaningless.put(variable, meaning);
			}
		}
		else if (!ServiceLink.isRatherThanSetting(variable, text)
				&& (meaning.doubt() == 0 || !ServiceLink.isNamedLikeOne(variable))) {
			String other = this.variables.putIfAbsent(meaning.flatProperty(), variable);
			if (other == null) {
				getSource().put(meaning.flatProperty(), value);
			}
			else if (!value.equals(getSource().get(meaning.flatProperty()))) {
				this.overruled.put(variable, other);
			}
		}
	}

	/**
	 * Have the variables in an environment taken for what they say. Does nothing the
	 * second time.
	 */
	public static void apply(ConfigurableEnvironment environment) {
		for (PropertySource<?> source : List.copyOf(environment.getPropertySources().stream().toList())) {
			String name = source.getName();
			if (source instanceof SystemEnvironmentPropertySource system
					&& name.endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
				apply(environment, system);
			}
		}
	}

	private static void apply(ConfigurableEnvironment environment, SystemEnvironmentPropertySource source) {
		String before = (source instanceof PropertySourceInfo info) ? info.getPrefix() : null;
		String prefix = ((before != null) ? before + "_" : "") + "PROBITY_";
		Map<String, Object> ours = new TreeMap<>();
		Map<String, Object> others = new LinkedHashMap<>();
		source.getSource()
			.forEach((variable, value) -> (variable.regionMatches(true, 0, prefix, 0, prefix.length()) ? ours : others)
				.put(variable, value));
		if (!ours.isEmpty()) {
			String name = source.getName();
			environment.getPropertySources().replace(name, new OtherVariables(name, others, before));
			environment.getPropertySources().addBefore(name, new ProbityVariables(name + " (probity)", prefix, ours));
			environment.getPropertySources().addAfter(name, new MapPropertySource(name + " (PROBITY_)", ours));
		}
	}

	/**
	 * All of an environment that have been applied.
	 */
	public static List<ProbityVariables> in(ConfigurableEnvironment environment) {
		List<ProbityVariables> all = new ArrayList<>();
		environment.getPropertySources().forEach((source) -> {
			if (source instanceof ProbityVariables variables) {
				all.add(variables);
			}
		});
		return all;
	}

	/**
	 * The variables by the properties that they set.
	 */
	public Map<String, String> variables() {
		return this.variables;
	}

	/**
	 * The variables that mean nothing, each with what it may have been meant to say.
	 */
	Map<String, @Nullable Meaning> meaningless() {
		return this.meaningless;
	}

	/**
	 * The variables that have no effect because another one sets the same property to
	 * another value, with that one.
	 */
	Map<String, String> overruled() {
		return this.overruled;
	}

	@Override
	public @Nullable Origin getOrigin(String property) {
		String variable = this.variables.get(property);
		return (variable != null) ? new SystemEnvironmentOrigin(variable) : null;
	}

	/**
	 * The variables that are not ours.
	 */
	private static final class OtherVariables extends SystemEnvironmentPropertySource
			implements PropertySourceInfo, OriginLookup<String> {

		private final @Nullable String prefix;

		OtherVariables(String name, Map<String, Object> source, @Nullable String prefix) {
			super(name, source);
			this.prefix = prefix;
		}

		@Override
		public @Nullable Origin getOrigin(String key) {
			String property = resolvePropertyName(key);
			return getSource().containsKey(property) ? new SystemEnvironmentOrigin(property) : null;
		}

		@Override
		public @Nullable String getPrefix() {
			return this.prefix;
		}

		@Override
		public boolean isImmutable() {
			return true;
		}

	}

}
