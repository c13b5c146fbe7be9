package dev.probity.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.probity.probe.Criticality;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeType;
import dev.probity.probe.SharedFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of Probity in <code>application.yml</code>. Read once, at start.
 *
 * @param enabled Whether to take over the health probes.
 * @param defaults Defaults for every check.
 * @param checks Settings by check name, as Actuator shows it; a name with a slash in
 * brackets, such as "[db/reporting]". Each may set criticality, interval, retry-interval,
 * timeout, failure-threshold, success-threshold, jitter, max-age, interrupt and shadow; a
 * vital one also probe, "liveness" or "readiness"; a health indicator also
 * failing-statuses; a dependency also shared; one of HikariCP or Lettuce also heal and
 * restart.
 * @param adopt Which health indicators of the application run in the background.
 * @param validateNames Whether the start fails if a name under "probity.checks" is
 * neither that of a check nor of any known health indicator.
 * @param features Features by name, each with its own readiness probe. A feature lists
 * its "checks", which are required for it unless its "criticality" says otherwise of one
 * of them.
 * @param consumers Message listeners by id, and "all" for every one: what each "needs".
 * It does not start before that has passed, is paused or stopped while it fails, and is
 * resumed within "resume-within", which beside the ids holds for all.
 * @param liveness Settings of the liveness probe.
 * @param actuate What Actuator shows at its root.
 * @param paths The short probe paths; on the probe port they are always served.
 * @param balancer What load balancers read from the answers of the probes.
 * @param lameDuck What happens on SIGTERM.
 * @param kubernetes Settings that repeat those of the pod's manifest.
 * @param vitals What looks inside the process: deadlocks, memory, workers, the server.
 * @param startup What holds the start open, and what happens meanwhile.
 * @param load When an overloaded instance counts as such, and for how long.
 * @param errorRate When too many requests fail, and what follows.
 * @param diagnosis How the clients of dependencies are diagnosed.
 * @param hints Whether calls of the application that fail trigger a check.
 * @param probePort Port on which probes are answered and nothing else, by a dedicated
 * thread; 0 takes any free port, -1 none. 9595 on Kubernetes and none elsewhere unless
 * set.
 * @param probeAddress Address to which the probe port is bound. Every address of the
 * machine unless set.
 * @param ssl What the probe port speaks.
 * @param fleet Who the other instances are, and what this one does while they share a
 * failure.
 * @param log What is logged.
 * @param http Services that the application calls over HTTP, by name; each is a check
 * "http/name" that asks its "url". It may set method, expect-status, headers, ssl-bundle
 * and accept-readiness.
 * @since 0.1.0
 */
@ConfigurationProperties(prefix = "probity", ignoreUnknownFields = false)
public record ProbityProperties(@DefaultValue("true") boolean enabled, @DefaultValue Defaults defaults,
		@DefaultValue Map<String, Check> checks, @DefaultValue Adopt adopt, @DefaultValue("true") boolean validateNames,
		@DefaultValue Map<String, Feature> features, @DefaultValue Map<String, ConsumerProperties> consumers,
		@DefaultValue Liveness liveness, @DefaultValue Actuate actuate, @DefaultValue Paths paths,
		@DefaultValue Balancer balancer, @DefaultValue @NestedConfigurationProperty LameDuckProperties lameDuck,
		@DefaultValue @NestedConfigurationProperty KubernetesProperties kubernetes,
		@DefaultValue @NestedConfigurationProperty VitalProperties vitals,
		@DefaultValue @NestedConfigurationProperty StartupProperties startup,
		@DefaultValue @NestedConfigurationProperty LoadProperties load,
		@DefaultValue @NestedConfigurationProperty ErrorRateProperties errorRate,
		@DefaultValue @NestedConfigurationProperty DiagnosisProperties diagnosis, @DefaultValue Hints hints,
		@Nullable Integer probePort, @Nullable InetAddress probeAddress, @DefaultValue Ssl ssl,
		@DefaultValue @NestedConfigurationProperty FleetProperties fleet, @DefaultValue Log log,
		@DefaultValue Map<String, HttpProperties> http) {

	/**
	 * Defaults for every check.
	 *
	 * @param interval Time from the start of one run of a check to the start of the next.
	 * @param retryInterval Time from a result to the next run while a failure or a
	 * recovery is not yet confirmed, and for the first 30 seconds of failing. One second,
	 * or the interval if that is shorter, unless set.
	 * @param timeout Time a run may take before it counts as failed.
	 * @param failureThreshold Number of failures in a row that make a passing check fail,
	 * from 1 to 10000.
	 * @param successThreshold Number of successes in a row that make a failing check
	 * pass, from 1 to 10000.
	 * @param jitter Fraction by which the interval varies at random, from 0 to below 1.
	 * @param maxAge Age at which a result no longer counts. Three times the interval plus
	 * the timeout unless set.
	 */
	public record Defaults(@DefaultValue("5s") Duration interval, @Nullable Duration retryInterval,
			@DefaultValue("2s") Duration timeout, @DefaultValue("2") int failureThreshold,
			@DefaultValue("2") int successThreshold, @DefaultValue("0.1") double jitter, @Nullable Duration maxAge) {

	}

	/**
	 * The settings of one check; unset values come from the defaults.
	 *
	 * @param criticality What the check's failing does to the probe it belongs to.
	 * @param probe The probe it belongs to, "liveness" or "readiness". Only a vital check
	 * can feed liveness.
	 * @param interval Time from the start of one run to the start of the next.
	 * @param retryInterval Time from a result to the next run while a change is not yet
	 * confirmed.
	 * @param timeout Time a run may take before it counts as failed.
	 * @param failureThreshold Number of failures in a row that make the check fail.
	 * @param successThreshold Number of successes in a row that make the check pass.
	 * @param jitter Fraction by which the interval varies at random.
	 * @param maxAge Age at which a result no longer counts.
	 * @param interrupt Whether the thread of a run that exceeds its timeout is
	 * interrupted.
	 * @param shadow Whether the check only shows what it would do: it changes no probe.
	 * @param failingStatuses Statuses with which a health indicator fails, such as
	 * CIRCUIT_OPEN, beside DOWN, OUT_OF_SERVICE and those that Actuator's settings make
	 * as bad.
	 * @param shared What a failure of this dependency, where it is required, does to an
	 * instance that has been ready: "leave", "hold", "stay" or "ask". To ask where peers
	 * are set, and to leave elsewhere, unless set.
	 * @param heal What is done while the application's own client is at fault: "evict"
	 * gives up its idle connections, so that new ones are opened.
	 * @param restart Whether liveness fails while the application's own client is at
	 * fault, although the dependency answers fresh connections.
	 */
	public record Check(@Nullable Criticality criticality, @Nullable ProbeType probe, @Nullable Duration interval,
			@Nullable Duration retryInterval, @Nullable Duration timeout, @Nullable Integer failureThreshold,
			@Nullable Integer successThreshold, @Nullable Double jitter, @Nullable Duration maxAge,
			@Nullable Boolean interrupt, @Nullable Boolean shadow, @Nullable Set<String> failingStatuses,
			@Nullable SharedFailure shared, @Nullable Healing heal, @Nullable Boolean restart) {

	}

	/**
	 * Which health indicators of the application run in the background.
	 *
	 * @param enabled Whether every health indicator runs in the background, and Actuator
	 * shows its last result.
	 * @param exclude Names of health indicators, as Actuator shows them, that are left to
	 * run on the thread of the caller.
	 */
	public record Adopt(@DefaultValue("true") boolean enabled, @DefaultValue Set<String> exclude) {

	}

	/**
	 * Something the instance can do whose readiness can be asked for by itself.
	 *
	 * @param checks Names of the checks that the feature needs, as Actuator shows them; a
	 * name includes all checks below it, "db" for example "db/reporting".
	 * @param criticality What a listed check's failing does to the feature, by name.
	 * Required unless set.
	 */
	public record Feature(@DefaultValue List<String> checks, @DefaultValue Map<String, Criticality> criticality) {

	}

	/**
	 * Settings of the liveness probe.
	 *
	 * @param guard What to do if the application's own liveness group includes something
	 * outside the process, which never feeds liveness.
	 * @param onFailure What to do when liveness fails: "answer" 503 and leave the rest to
	 * whoever asks, or "exit" the JVM with a code for each cause.
	 */
	public record Liveness(@DefaultValue("fail") LivenessGroupPolicy guard,
			@DefaultValue("answer") LivenessFailureAction onFailure) {

	}

	/**
	 * What Actuator shows at its root.
	 *
	 * @param degradedAs Status of /actuator/health while only optional or observed checks
	 * fail: "degraded", or "up" for clients that know Spring Boot's statuses only. Probes
	 * and their groups are not affected.
	 */
	public record Actuate(@DefaultValue("degraded") DegradedAs degradedAs) {

	}

	/**
	 * The short probe paths on the main port.
	 *
	 * @param enabled Whether to serve the short probe paths.
	 * @param liveness Path of the liveness probe.
	 * @param readiness Path of the readiness probe.
	 * @param startup Path of the startup probe.
	 * @param verify Whether each path of a probe, Actuator's included, is asked once when
	 * the application is ready, to warn if anything but Probity answers there.
	 */
	public record Paths(@DefaultValue("true") boolean enabled, @DefaultValue(ProbePaths.LIVENESS) String liveness,
			@DefaultValue(ProbePaths.READINESS) String readiness, @DefaultValue(ProbePaths.STARTUP) String startup,
			@DefaultValue("true") boolean verify) {

	}

	/**
	 * What load balancers read from the answers of the probes.
	 *
	 * @param envoy Whether readiness and features answer Envoy's health checks with the
	 * headers "x-envoy-degraded" and "x-envoy-immediate-health-check-fail".
	 */
	public record Balancer(@DefaultValue("false") boolean envoy) {

	}

	/**
	 * Calls of the application that fail.
	 *
	 * @param enabled Whether calls of the application that fail trigger a check: it then
	 * runs at once, and not sooner than its retry-interval after its last run.
	 */
	public record Hints(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * What is logged.
	 *
	 * @param transitions Which changes of checks and probes are logged at level INFO:
	 * "changes" for what has failed and what works again, with one line about the start;
	 * "all" also for each check that passes and each probe that is UP for the first time.
	 */
	public record Log(@DefaultValue("changes") LoggedTransitions transitions) {

	}

	/**
	 * What the probe port speaks.
	 *
	 * @param bundle Name of the SSL bundle with which the probe port speaks TLS. It
	 * speaks plain HTTP unless set.
	 */
	public record Ssl(@Nullable String bundle) {

	}

}
