package dev.probity.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import dev.probity.probe.TaskCriticality;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds the start open, and what happens meanwhile.
 *
 * @param tasks Settings by the name of a startup task, which is that of its bean. Each
 * may set criticality, timeout, retries, back-off and depends-on.
 * @param onFailure What to do if a required startup task fails. To exit on Kubernetes,
 * and to stay down elsewhere, unless set.
 * @param rejectTraffic Whether requests other than those of probes and Actuator get a 503
 * until the instance has come up.
 * @param firstRunTimeout Time the first run of a check may take, should that be longer
 * than its timeout: what is used for the first time has to be loaded and connected. Until
 * a check is known to pass or to fail, further runs may take what is left of that time.
 * @since 0.1.0
 */
public record StartupProperties(@DefaultValue Map<String, Task> tasks, @Nullable StartupFailureAction onFailure,
		@DefaultValue("false") boolean rejectTraffic, @DefaultValue("10s") Duration firstRunTimeout) {

	/**
	 * The settings of one startup task; unset values are those of the task itself.
	 *
	 * @param criticality Whether the instance needs the task to come up.
	 * @param timeout Time one attempt may take before it counts as failed.
	 * @param retries Number of attempts that follow one that has failed.
	 * @param backOff Time until the first retry; it doubles with each further one, up to
	 * 30 seconds.
	 * @param dependsOn Names of the tasks that have to be done before.
	 */
	public record Task(@Nullable TaskCriticality criticality, @Nullable Duration timeout, @Nullable Integer retries,
			@Nullable Duration backOff, @Nullable Set<String> dependsOn) {

	}

}
