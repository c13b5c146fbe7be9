package dev.probity.actuate;

import dev.probity.registration.Feature;
import dev.probity.registration.Features;
import dev.probity.settings.CheckNames;

import org.springframework.boot.health.registry.HealthContributorNameValidator;
import org.springframework.core.Ordered;

/**
 * Refuses a health contributor that has the name of a feature, whenever it is registered:
 * under <code>/actuator/health/{name}</code> nobody would see it. Boot refuses the same
 * name itself, later and without saying what a feature has to do with it.
 */
final class FeatureNameClash implements HealthContributorNameValidator, Ordered {

	private final Features features;

	FeatureNameClash(Features features) {
		this.features = features;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void validate(String contributor) {
		for (Feature feature : this.features.all()) {
			if (CheckNames.areEqual(contributor, feature.name())) {
				throw Features.invalid(feature,
						"'%s' is the name of a check or health indicator, which '/actuator/health/%s' shows"
							.formatted(contributor, contributor),
						"Rename the feature, or the bean that defines the check or indicator.");
			}
		}
	}

}
