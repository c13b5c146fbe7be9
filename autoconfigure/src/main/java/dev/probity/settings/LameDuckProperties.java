package dev.probity.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens on SIGTERM.
 *
 * @param enabled Whether to go on serving, not ready any more, before the application
 * shuts down. On Kubernetes only unless set.
 * @param duration Time to go on serving; part of the platform's grace period. At most 10
 * minutes.
 * @param httpStatus HTTP status of readiness meanwhile, from 400 to 599; 404 for
 * HAProxy's "disable-on-404".
 * @param keepReady Whether readiness goes on answering what it would without the signal,
 * for callers that know by themselves that the instance leaves.
 * @param consumers What message listeners do meanwhile: "stop" at its beginning, so that
 * other instances go on with the messages, or "serve" until the shutdown.
 * @since 0.1.0
 */
public record LameDuckProperties(@Nullable Boolean enabled, @DefaultValue("10s") Duration duration,
		@DefaultValue("503") int httpStatus, @DefaultValue("false") boolean keepReady,
		@DefaultValue("stop") LameDuckConsumers consumers) {

}
