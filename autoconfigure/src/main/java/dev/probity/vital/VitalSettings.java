package dev.probity.vital;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.probity.check.Range;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.RequiredRange;
import dev.probity.settings.VitalProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The settings of vital checks.
 */
public final class VitalSettings {

	private static final String PREFIX = "probity.vitals.";

	private static final Log logger = LogFactory.getLog(VitalSettings.class);

	// the longest is that of a check, whose runs are made often enough for it
	private static final Range<Duration> TIMES = Range.of(Duration.ofSeconds(1), Duration.ofDays(365));

	private static final Set<String> COMPOSITES = Set.of("pool", "executor");

	private final VitalProperties properties;

	private final Predicate<String> switchedOff;

	/**
	 * The settings.
	 * @param switchedOff whether Actuator's settings switch a check off
	 */
	VitalSettings(VitalProperties properties, Predicate<String> switchedOff) {
		this.properties = properties;
		this.switchedOff = switchedOff;
	}

	public VitalProperties properties() {
		return this.properties;
	}

	/**
	 * Whether a check, or the composite it is in, is to be left out.
	 */
	public boolean excludes(String name) {
		return this.switchedOff.test(name)
				|| this.properties.exclude().stream().anyMatch((excluded) -> CheckNames.covers(excluded, name));
	}

	/**
	 * Whether there are settings of the disk check.
	 */
	boolean describeDisk() {
		return this.properties.disk().path() != null || this.properties.disk().threshold() != null;
	}

	/**
	 * How long the worker of a heartbeat may be silent.
	 */
	public @Nullable Duration maxSilence(String heartbeat) {
		return this.properties.heartbeats()
			.entrySet()
			.stream()
			.filter((entry) -> CheckNames.areEqual(entry.getKey(), heartbeat))
			.map((entry) -> entry.getValue().maxSilence())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Fail if a setting is invalid.
	 */
	void validate() {
		for (String name : this.properties.exclude()) {
			if (!CheckNames.isPossible(name) || !isKnown(name)) {
				throw new FailureAnalyzedException(
						"The property '%sexclude' names '%s', which is no vital check of Probity.".formatted(PREFIX,
								name),
						"Use names of %s. Of %s a single part can be left out, such as 'pool/dataSource'."
							.formatted(sorted(CheckNames.VITAL), sorted(COMPOSITES)));
			}
		}
		requireShare("memory.heap-threshold", this.properties.memory().heapThreshold());
		requireShare("memory.pause-threshold", this.properties.memory().pauseThreshold());
		requireShare("file-descriptors.threshold", this.properties.fileDescriptors().threshold());
		requireTime("memory.duration", this.properties.memory().duration());
		requireTime("scheduler.max-silence", this.properties.scheduler().maxSilence());
		this.properties.heartbeats()
			.forEach((name, heartbeat) -> requireTime("heartbeats." + name + ".max-silence", heartbeat.maxSilence()));
		requireTime("scheduled-tasks.max-silence", this.properties.scheduledTasks().maxSilence());
		requireTime("kafka-listeners.max-silence", this.properties.kafkaListeners().maxSilence());
		requireTime("task-executors.max-silence", this.properties.taskExecutors().maxSilence());
		requireTime("oldest-request.max-silence", this.properties.oldestRequest().maxSilence());
		requireTime("pool.max-silence", this.properties.pool().maxSilence());
		requireShare("executor.queue-threshold", this.properties.executor().queueThreshold());
		requireTime("executor.max-wait", this.properties.executor().maxWait());
		requireShare("requests.thread-threshold", this.properties.requests().threadThreshold());
		requireTime("requests.max-age", this.properties.requests().maxAge());
		DataSize threshold = this.properties.disk().threshold();
		RequiredRange.require(PREFIX + "disk.threshold", threshold, Range.atLeast(DataSize.ofBytes(0)),
				"no disk has less space than none", "Set it to a size such as '10MB'.");
		if (describeDisk() && excludes(CheckNames.DISK)) {
			logger.warn("'probity.vitals.disk' has no effect: %s leaves out the disk check."
				.formatted(this.switchedOff.test(CheckNames.DISK)
						? "'management.health.diskspace.enabled' (or 'management.health.defaults.enabled')"
						: "'probity.vitals.exclude'"));
		}
	}

	private static boolean isKnown(String name) {
		String first = CheckNames.firstPart(name);
		if (!first.equals(name)) {
			return COMPOSITES.stream().anyMatch((known) -> CheckNames.areEqual(first, known));
		}
		return CheckNames.isDisk(name)
				|| CheckNames.VITAL.stream().anyMatch((known) -> CheckNames.areEqual(name, known))
				|| COMPOSITES.stream()
					.anyMatch((known) -> CheckNames.isFlat(name) && CheckNames.canonical(name).startsWith(known));
	}

	private static String sorted(Set<String> names) {
		return names.stream().sorted().collect(Collectors.joining(", "));
	}

	private static void requireShare(String property, double value) {
		RequiredRange.require(PREFIX + property, value, Range.SHARE, "it is a share");
	}

	private static void requireTime(String property, @Nullable Duration value) {
		RequiredRange.require(PREFIX + property, value, TIMES,
				"in a shorter time a process that works may not get that far, and a longer one is no limit");
	}

}
