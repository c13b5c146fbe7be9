package dev.probity.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an overloaded instance counts as such, and for how long.
 *
 * @param sustainedFor Time for which the instance has to be saturated before that counts,
 * and relieved before it no longer does.
 * @param failOpenAfter Time for which load may keep the instance from being ready, all
 * relapses included; then it is ready, degraded, until it has been relieved for as long.
 * @since 0.1.0
 */
public record LoadProperties(@DefaultValue("10s") Duration sustainedFor, @DefaultValue("1m") Duration failOpenAfter) {

}
