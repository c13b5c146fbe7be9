package dev.probity.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When too many requests fail, and what follows.
 *
 * @param window Time over which requests are counted; from 1 second to 10 minutes.
 * @param minRequests Number of requests in the window below which nothing is judged; at
 * least 1.
 * @param threshold Share of failed requests, from above 0 to 1, from which on the check
 * fails.
 * @param ejectionTime Time for which it fails then, before the instance is on trial
 * again; doubles with each relapse.
 * @param maxEjectionTime Time up to which that doubles; at least the ejection time.
 * @param failOpenAfter Time for which errors may keep the instance from being ready,
 * relapses within 5 minutes, or within that time, included; then it is ready, degraded.
 * At least 1 second.
 * @since 0.1.0
 */
public record ErrorRateProperties(@DefaultValue("30s") Duration window, @DefaultValue("20") int minRequests,
		@DefaultValue("0.5") double threshold, @DefaultValue("30s") Duration ejectionTime,
		@DefaultValue("5m") Duration maxEjectionTime, @DefaultValue("5m") Duration failOpenAfter) {

}
