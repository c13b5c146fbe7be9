package dev.probity.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an overloaded instance counts as such, and for how long.
 *
 * @param sustainedFor Time for which the instance has to be saturated before that counts,
 * and relieved before it no longer does; at least 1 second.
 * @param stagger Time up to which an instance puts off that load keeps it from being
 * ready, at random, so that not all leave together; 0s for none.
 * @param failOpenAfter Time for which load may keep the instance from being ready,
 * relapses within 5 minutes included; then it is ready, degraded. At least 1 second.
 * @since 0.1.0
 */
public record LoadProperties(@DefaultValue("10s") Duration sustainedFor, @DefaultValue("1m") Duration stagger,
		@DefaultValue("20s") Duration failOpenAfter) {

}
