package dev.probity.settings;

import java.net.URI;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service that the application calls over HTTP.
 *
 * @param url What is asked for, with "http" or "https"; best something that the service
 * answers without asking others, such as its liveness.
 * @param method How it is asked: GET, HEAD or OPTIONS.
 * @param expectStatus The HTTP statuses with which the check passes. Every one below 500
 * unless set: what answers is there.
 * @param headers Headers of the request, such as those that authenticate it.
 * @param sslBundle Name of the SSL bundle with which an "https" URL is asked. The JVM's
 * own certificates unless set.
 * @param acceptReadiness Whether the URL may be the readiness probe of another
 * application with Probity. Otherwise the check fails, since what one lacks the other
 * would lack, too, and both could wait for each other.
 * @since 0.1.0
 */
public record HttpProperties(@Nullable URI url, @DefaultValue("GET") Method method,
		@DefaultValue Set<Integer> expectStatus, @DefaultValue Map<String, String> headers, @Nullable String sslBundle,
		@DefaultValue("false") boolean acceptReadiness) {

	/**
	 * How a service is asked. None of these changes anything there.
	 */
	public enum Method {

		/** For what is there. */
		GET,

		/** For its headers only. */
		HEAD,

		/** For what may be done with it. */
		OPTIONS

	}

}
