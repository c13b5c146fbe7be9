package dev.probity.registration;

import java.util.Set;

import dev.probity.settings.ProbityProperties;
import dev.probity.settings.ProbityVariables;
import dev.probity.settings.SettingsWithoutMeaning;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whether what is said of checks by name is said of checks that there are, in one context
 * of a hierarchy.
 *
 * @param targets what is said of checks
 * @param features what features list
 * @param unknown what is no setting at all, which is told once in a hierarchy
 */
record ContextSettings(SettingTargets targets, FeatureCheckNames features, @Nullable SettingsWithoutMeaning unknown) {

	static ContextSettings of(ConfigurableApplicationContext context, ProbityProperties properties,
			CheckCriticalities checks, Features features) {
		return new ContextSettings(
				new SettingTargets(properties, ProbityVariables.in(context.getEnvironment()), checks, context),
				new FeatureCheckNames(features, checks, properties.validateNames()),
				isFirst(context) ? new SettingsWithoutMeaning(context.getEnvironment()) : null);
	}

	/**
	 * Whether no parent of a context has what is made once in a hierarchy.
	 */
	static boolean isFirst(ApplicationContext context) {
		return context.containsLocalBean("probityEngine");
	}

	void begin() {
		if (this.unknown != null) {
			this.unknown.tell();
		}
	}

	/**
	 * Validate what is said of checks.
	 * @param known names of checks that there are
	 */
	void validate(Set<String> known) {
		this.targets.validate(known);
	}

	void end() {
		this.features.validate();
	}

}
