package dev.probity.registration;

import dev.probity.definition.CheckCriticalities;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckSettings;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Checks of one context whose names those of another context of the hierarchy have. One
 * that the instance can do without is left out, with a warning. One that it requires is
 * not: it would be ready although what it requires has failed.
 *
 * @param context the context that comes later
 */
record DuplicateChecks(String context, CheckSettings settings, CheckCriticalities checks) {

	private static final Log logger = LogFactory.getLog(DuplicateChecks.class);

	/**
	 * Whether a check is left out.
	 * @throws FailureAnalyzedException if it cannot be
	 */
	boolean isLeftOut(CheckDefinition definition) {
		String owner = this.checks.owner(definition.name());
		if (owner == null) {
			return false;
		}
		String name = VisibleText.line(definition.name());
		String cure = this.settings.cure(definition);
		if (cure != null) {
			throw new FailureAnalyzedException(
					"The property '%s' is set for the check '%s' of the application context '%s', but the application context '%s' has a check of that name, so that this one is not made."
						.formatted(cure, name, this.context, owner),
					"Set the property in the properties of the application context '%s' only.".formatted(owner));
		}
		if (this.settings.isRequired(definition)) {
			throw new FailureAnalyzedException(
					"The application context '%s' requires a check '%s', but the application context '%s' has one of that name."
						.formatted(this.context, name, owner),
					("Give the bean that defines the check another name. If its name is not that of a bean, define a "
							+ "DependencyCheck with a name of its own, and set '%s' to 'optional' in the properties of the "
							+ "application context '%s' only: its check '%s' is left out then.")
						.formatted(CheckSettings.property(definition.name(), "criticality"), this.context, name));
		}
		logger
			.warn(("The check '%s' of the application context '%s' is left out, so that no probe knows of its failures: "
					+ "the application context '%s' has a check of that name. Give the bean that defines it another name, "
					+ "or define a DependencyCheck with a name of its own.")
				.formatted(name, this.context, owner));
		return true;
	}

}
