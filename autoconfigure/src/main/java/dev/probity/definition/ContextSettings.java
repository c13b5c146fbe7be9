package dev.probity.definition;

import java.util.Set;
import java.util.function.Predicate;

import dev.probity.settings.ProbityProperties;
import dev.probity.settings.ProbityVariables;
import dev.probity.settings.SettingsWithoutMeaning;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Whether what is said of checks by name is said of checks that there are, in one context
 * of a hierarchy.
 *
 * @param targets what is said of checks
 * @param features what features list, which is validated once in a hierarchy, before an
 * indicator has turned out to be no check
 * @param unknown what is no setting at all, which is told once in a hierarchy
 * @param late what comes too late to have an effect, which is told likewise
 * @param shared what is said of failures that instances share, which is told likewise
 */
public record ContextSettings(SettingTargets targets, @Nullable FeatureCheckNames features,
		@Nullable SettingsWithoutMeaning unknown, @Nullable LateSettings late,
		@Nullable SharedSettings shared) implements ApplicationListener<ContextRefreshedEvent> {

	/**
	 * Those of a context.
	 * @param later whether a check may come while the application runs
	 */
	public static ContextSettings of(ConfigurableApplicationContext context, ProbityProperties properties,
			CheckCriticalities checks, Features features, Predicate<String> later) {
		return new ContextSettings(
				new SettingTargets(properties, ProbityVariables.in(context.getEnvironment()), checks, later, context),
				isFirst(context) ? new FeatureCheckNames(features, checks, later, properties.validateNames()) : null,
				isFirst(context) ? new SettingsWithoutMeaning(context.getEnvironment()) : null,
				isFirst(context) ? new LateSettings(properties, checks, context) : null,
				isFirst(context) ? new SharedSettings(properties, checks, context) : null);
	}

	/**
	 * Whether no parent of a context has what is made once in a hierarchy.
	 */
	public static boolean isFirst(ApplicationContext context) {
		return context.containsLocalBean("probityEngine");
	}

	public void begin() {
		if (this.unknown != null) {
			this.unknown.warn();
		}
	}

	/**
	 * Validate what is said of checks.
	 * @return the names under which something is said and that are no checks yet
	 */
	public Set<String> validate() {
		if (this.late != null) {
			this.late.warn();
		}
		return this.targets.validate();
	}

	public void end() {
		if (this.features != null) {
			this.features.validate();
		}
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		this.targets.onRefreshed(event);
		if (this.shared != null) {
			this.shared.onRefreshed(event);
		}
	}

	/**
	 * Not on another thread: once a context is refreshed, its settings have been looked
	 * at.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
