package dev.probity.definition;

import java.util.function.Predicate;

import dev.probity.settings.CheckNames;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.Environment;

/**
 * What <code>management.health.{name}.enabled</code> switches off, as of any contributor
 * to Actuator. The disk is one of Actuator's own, so
 * <code>management.health.defaults.enabled</code> holds for it, too.
 */
public record SwitchedOffChecks(Environment environment) implements Predicate<String> {

	@Override
	public boolean test(String check) {
		if (CheckNames.isDisk(check)) {
			return !isEnabled("diskspace", isEnabled("defaults", true));
		}
		return !isEnabled(DataObjectPropertyName.toDashedForm(CheckNames.firstPart(check)), true);
	}

	private boolean isEnabled(String name, boolean otherwise) {
		return this.environment.getProperty("management.health." + name + ".enabled", Boolean.class, otherwise);
	}

}
