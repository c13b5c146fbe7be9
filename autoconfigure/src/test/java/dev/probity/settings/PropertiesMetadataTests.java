package dev.probity.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.check.CheckPolicy;
import dev.probity.fixture.PropertiesMetadata;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metadata, properties and policy agree on what holds if nothing is said.
 */
class PropertiesMetadataTests {

	// what follows from other settings or from the platform, and what is a map
	private static final Set<String> WITHOUT_DEFAULT = Set.of("probity.adopt.exclude", "probity.checks",
			"probity.consumers", "probity.defaults.max-age", "probity.defaults.retry-interval", "probity.features",
			"probity.fleet.dns", "probity.fleet.peers", "probity.fleet.service", "probity.fleet.token", "probity.http",
			"probity.kubernetes.ledger-path", "probity.kubernetes.termination-grace-period",
			"probity.lame-duck.enabled", "probity.probe-address", "probity.probe-port", "probity.ssl.bundle",
			"probity.startup.on-failure", "probity.startup.tasks", "probity.vitals.disk.path",
			"probity.vitals.disk.threshold", "probity.vitals.exclude", "probity.vitals.heartbeats",
			"probity.vitals.kafka-listeners.max-silence", "probity.vitals.oldest-request.max-silence",
			"probity.vitals.requests.max-age", "probity.vitals.scheduled-tasks.max-silence",
			"probity.vitals.task-executors.max-silence");

	private final PropertiesMetadata metadata = PropertiesMetadata.of(ProbityProperties.class);

	@Test
	void everyPropertyHasADescription() {
		assertThat(this.metadata.properties()).isNotEmpty()
			.allSatisfy((name, property) -> assertThat(property.getDescription()).as(name).endsWith("."));
	}

	@Test
	void everyPropertyIsOneOfOurs() {
		assertThat(this.metadata.properties().keySet()).allMatch((name) -> name.startsWith("probity."));
	}

	@Test
	void everyPropertyHasADefaultUnlessThereIsNone() {
		Set<String> without = this.metadata.properties()
			.keySet()
			.stream()
			.filter((name) -> this.metadata.defaultOf(name).isEmpty())
			.collect(Collectors.toSet());
		assertThat(without).isEqualTo(WITHOUT_DEFAULT);
	}

	@Test
	void theDefaultsInTheMetadataAreThoseThatAreBoundFromNothing() {
		ProbityProperties bound = new Binder(List.of()).bindOrCreate("probity", ProbityProperties.class);
		assertThat(defaults()).isEqualTo(Map.ofEntries(Map.entry("probity.enabled", text(bound.enabled())),
				Map.entry("probity.adopt.enabled", text(bound.adopt().enabled())),
				Map.entry("probity.validate-names", text(bound.validateNames())),
				Map.entry("probity.liveness.guard", text(bound.liveness().guard()).toLowerCase(Locale.ROOT)),
				Map.entry("probity.liveness.on-failure", text(bound.liveness().onFailure()).toLowerCase(Locale.ROOT)),
				Map.entry("probity.kubernetes.termination-message-path", bound.kubernetes().terminationMessagePath()),
				Map.entry("probity.actuate.degraded-as", text(bound.actuate().degradedAs()).toLowerCase(Locale.ROOT)),
				Map.entry("probity.log.transitions", text(bound.log().transitions()).toLowerCase(Locale.ROOT)),
				Map.entry("probity.lame-duck.duration", text(bound.lameDuck().duration())),
				Map.entry("probity.lame-duck.http-status", text(bound.lameDuck().httpStatus())),
				Map.entry("probity.lame-duck.keep-ready", text(bound.lameDuck().keepReady())),
				Map.entry("probity.lame-duck.consumers", text(bound.lameDuck().consumers()).toLowerCase(Locale.ROOT)),
				Map.entry("probity.kubernetes.pre-stop", text(bound.kubernetes().preStop())),
				Map.entry("probity.balancer.envoy", text(bound.balancer().envoy())),
				Map.entry("probity.diagnosis.enabled", text(bound.diagnosis().enabled())),
				Map.entry("probity.diagnosis.interval", text(bound.diagnosis().interval())),
				Map.entry("probity.diagnosis.confirm-after", text(bound.diagnosis().confirmAfter())),
				Map.entry("probity.hints.enabled", text(bound.hints().enabled())),
				Map.entry("probity.startup.reject-traffic", text(bound.startup().rejectTraffic())),
				Map.entry("probity.startup.first-run-timeout", text(bound.startup().firstRunTimeout())),
				Map.entry("probity.paths.enabled", text(bound.paths().enabled())),
				Map.entry("probity.paths.liveness", bound.paths().liveness()),
				Map.entry("probity.paths.readiness", bound.paths().readiness()),
				Map.entry("probity.paths.startup", bound.paths().startup()),
				Map.entry("probity.paths.verify", text(bound.paths().verify())),
				Map.entry("probity.vitals.enabled", text(bound.vitals().enabled())),
				Map.entry("probity.vitals.memory.heap-threshold", text(bound.vitals().memory().heapThreshold())),
				Map.entry("probity.vitals.memory.pause-threshold", text(bound.vitals().memory().pauseThreshold())),
				Map.entry("probity.vitals.memory.duration", text(bound.vitals().memory().duration())),
				Map.entry("probity.vitals.scheduler.max-silence", text(bound.vitals().scheduler().maxSilence())),
				Map.entry("probity.vitals.file-descriptors.threshold",
						text(bound.vitals().fileDescriptors().threshold())),
				Map.entry("probity.vitals.pool.max-silence", text(bound.vitals().pool().maxSilence())),
				Map.entry("probity.vitals.executor.queue-threshold", text(bound.vitals().executor().queueThreshold())),
				Map.entry("probity.vitals.executor.max-wait", text(bound.vitals().executor().maxWait())),
				Map.entry("probity.vitals.requests.thread-threshold",
						text(bound.vitals().requests().threadThreshold())),
				Map.entry("probity.load.sustained-for", text(bound.load().sustainedFor())),
				Map.entry("probity.load.stagger", text(bound.load().stagger())),
				Map.entry("probity.load.fail-open-after", text(bound.load().failOpenAfter())),
				Map.entry("probity.error-rate.window", text(bound.errorRate().window())),
				Map.entry("probity.error-rate.min-requests", text(bound.errorRate().minRequests())),
				Map.entry("probity.error-rate.threshold", text(bound.errorRate().threshold())),
				Map.entry("probity.error-rate.ejection-time", text(bound.errorRate().ejectionTime())),
				Map.entry("probity.error-rate.max-ejection-time", text(bound.errorRate().maxEjectionTime())),
				Map.entry("probity.error-rate.fail-open-after", text(bound.errorRate().failOpenAfter())),
				Map.entry("probity.fleet.path", bound.fleet().path()),
				Map.entry("probity.fleet.hold-for", text(bound.fleet().holdFor())),
				Map.entry("probity.fleet.fail-fast", text(bound.fleet().failFast())),
				Map.entry("probity.defaults.interval", text(bound.defaults().interval())),
				Map.entry("probity.defaults.timeout", text(bound.defaults().timeout())),
				Map.entry("probity.defaults.failure-threshold", text(bound.defaults().failureThreshold())),
				Map.entry("probity.defaults.success-threshold", text(bound.defaults().successThreshold())),
				Map.entry("probity.defaults.jitter", text(bound.defaults().jitter()))));
	}

	@Test
	void theDefaultsThatAreBoundFromNothingAreThoseOfAPolicy() {
		ProbityProperties.Defaults bound = new Binder(List.of()).bindOrCreate("probity", ProbityProperties.class)
			.defaults();
		assertThat(bound.retryInterval()).isNull();
		assertThat(CheckPolicy.of(bound.interval(), Duration.ofSeconds(1), bound.timeout(), bound.failureThreshold(),
				bound.successThreshold(), bound.jitter(), bound.maxAge()))
			.isEqualTo(CheckPolicy.defaults());
	}

	@Test
	void theMaximumAgeIsWhatItsDescriptionSays() {
		CheckPolicy policy = CheckPolicy.defaults();
		assertThat(this.metadata.properties().get("probity.defaults.max-age").getDescription())
			.contains("Three times the interval plus the timeout");
		assertThat(policy.maxAge()).isEqualTo(policy.interval().multipliedBy(3).plus(policy.timeout()));
	}

	/**
	 * The defaults as text; a duration and a size in one form, however it is written.
	 */
	private Map<String, String> defaults() {
		return this.metadata.properties()
			.keySet()
			.stream()
			.filter((name) -> !WITHOUT_DEFAULT.contains(name))
			.collect(Collectors.toMap((name) -> name, this::defaultOf));
	}

	private String defaultOf(String name) {
		String written = this.metadata.defaultOf(name);
		return switch (this.metadata.properties().get(name).getType()) {
			case "java.time.Duration" -> text(DurationStyle.detectAndParse(written));
			case "org.springframework.util.unit.DataSize" -> text(DataSize.parse(written));
			default -> written;
		};
	}

	private static String text(Object value) {
		return value.toString();
	}

}
