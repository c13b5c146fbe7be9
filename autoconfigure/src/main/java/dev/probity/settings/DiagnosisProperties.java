package dev.probity.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the clients of dependencies are diagnosed.
 *
 * @param enabled Whether a connection beside the application's pool is opened now and
 * then, to tell whether it is the dependency that fails or the pool.
 * @param interval Time from one such connection to the next while the pool works, to warn
 * early of credentials or limits that let no new one in; at least 1 second. While it
 * fails, one a minute, or an interval if that is shorter.
 * @param confirmAfter Time over which fresh connections have to be answered, at least 3
 * in a row, while the pool fails, before the pool is at fault; at least 1 second.
 * @since 0.1.0
 */
public record DiagnosisProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5m") Duration interval,
		@DefaultValue("2m") Duration confirmAfter) {

}
