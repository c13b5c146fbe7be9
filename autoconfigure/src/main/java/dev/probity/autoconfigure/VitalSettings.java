package dev.probity.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * What the properties say about vital checks.
 */
final class VitalSettings {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	// as of a check, whose runs are made often enough for it
	private static final Duration LONGEST = Duration.ofDays(365);

	private static final Set<String> COMPOSITES = Set.of("pool", "executor");

	private final VitalProperties properties;

	VitalSettings(VitalProperties properties) {
		this.properties = properties;
	}

	VitalProperties properties() {
		return this.properties;
	}

	/**
	 * Whether a check, or the composite it is in, is to be left out.
	 */
	boolean excludes(String name) {
		return this.properties.exclude().stream().anyMatch((excluded) -> CheckNames.covers(excluded, name));
	}

	/**
	 * How long the worker of a heartbeat may be silent.
	 */
	@Nullable Duration maxSilence(String heartbeat) {
		return this.properties.heartbeats()
			.entrySet()
			.stream()
			.filter((entry) -> CheckNames.areEqual(entry.getKey(), heartbeat))
			.map((entry) -> entry.getValue().maxSilence())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Fail if something is set to what it cannot be.
	 */
	void validate() {
		for (String name : this.properties.exclude()) {
			Set<String> known = name.contains("/") ? COMPOSITES : CheckNames.VITAL;
			if (!CheckNames.isPossible(name)
					|| known.stream().noneMatch((each) -> CheckNames.areEqual(each, CheckNames.firstPart(name)))) {
				throw bad("exclude", "names '" + name + "', which is no vital check of Probity",
						"Use some of %s; of %s one alone can be left out, such as 'pool/dataSource'."
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
		if (this.properties.disk().threshold().isNegative()) {
			throw bad("disk.threshold",
					"is " + this.properties.disk().threshold() + ", but no disk has less than nothing",
					"Set it to a size such as '10MB'.");
		}
	}

	private static String sorted(Set<String> names) {
		return names.stream().sorted().collect(Collectors.joining(", "));
	}

	private static void requireShare(String property, double value) {
		if (!(value > 0 && value <= 1)) {
			throw bad(property, "is " + value + ", but it is a share", "Set it to a number above 0 and up to 1.");
		}
	}

	private static void requireTime(String property, @Nullable Duration value) {
		if (value != null && value.compareTo(SHORTEST) < 0) {
			throw bad(property, "is " + value.toMillis() + "ms, which no process keeps to at all times",
					"Set it to 1s or more.");
		}
		if (value != null && value.compareTo(LONGEST) > 0) {
			throw bad(property, "is " + value.toDays() + "d, which is more than a year", "Set it to 365d or less.");
		}
	}

	private static FailureAnalyzedException bad(String property, String what, String action) {
		return new FailureAnalyzedException("The property 'probity.vitals.%s' %s.".formatted(property, what), action);
	}

}
