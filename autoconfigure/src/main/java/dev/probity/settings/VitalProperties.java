package dev.probity.settings;

import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the vital checks. When each of them runs, and what its failing does, is set
 * under "probity.checks", as for any check.
 *
 * @param enabled Whether there are vital checks at all.
 * @param exclude Names of vital checks to leave out: deadlock, memory, scheduler, server,
 * disk, file-descriptors, scheduled-tasks, kafka-listeners, task-executors,
 * oldest-request, pool, executor, requests, error-rate.
 * @param memory When memory is exhausted.
 * @param scheduler When the scheduler of all checks is dead.
 * @param disk When the disk is full.
 * @param fileDescriptors When file descriptors run out.
 * @param heartbeats By the name of a heartbeat, how long its worker may be silent.
 * @param scheduledTasks How long scheduled tasks may take, or wait for their turn.
 * @param kafkaListeners How long Kafka listeners may go without asking for records.
 * @param taskExecutors How long tasks may wait while an executor completes none.
 * @param oldestRequest How long a request may be under way.
 * @param pool When a pool of connections is saturated.
 * @param executor When a task executor is saturated.
 * @param requests When the server is saturated.
 * @since 0.1.0
 */
public record VitalProperties(@DefaultValue("true") boolean enabled, @DefaultValue Set<String> exclude,
		@DefaultValue Memory memory, @DefaultValue Scheduler scheduler, @DefaultValue Disk disk,
		@DefaultValue FileDescriptors fileDescriptors, @DefaultValue Map<String, Progress> heartbeats,
		@DefaultValue Progress scheduledTasks, @DefaultValue Progress kafkaListeners,
		@DefaultValue Progress taskExecutors, @DefaultValue Progress oldestRequest, @DefaultValue Pool pool,
		@DefaultValue Executor executor, @DefaultValue Requests requests) {

	/**
	 * When memory is exhausted: all of this at once.
	 *
	 * @param heapThreshold Share of the maximum heap that is in use after collection,
	 * from above 0 to 1.
	 * @param pauseThreshold Share of time that pauses for collection take, from above 0
	 * to 1.
	 * @param duration Time for which both have to be so.
	 */
	public record Memory(@DefaultValue("0.9") double heapThreshold, @DefaultValue("0.5") double pauseThreshold,
			@DefaultValue("60s") Duration duration) {

	}

	/**
	 * When the scheduler of all checks is dead.
	 *
	 * @param maxSilence Time without a sign of life; at least 1 second.
	 */
	public record Scheduler(@DefaultValue("60s") Duration maxSilence) {

	}

	/**
	 * When the disk is full.
	 *
	 * @param path A path on the disk. That of "management.health.diskspace" unless set.
	 * @param threshold Usable space below which the disk is full. That of
	 * "management.health.diskspace" unless set, 10MB by default.
	 */
	public record Disk(@Nullable File path, @Nullable DataSize threshold) {

	}

	/**
	 * When file descriptors run out.
	 *
	 * @param threshold Share of the descriptors that are open, from above 0 to 1.
	 */
	public record FileDescriptors(@DefaultValue("0.95") double threshold) {

	}

	/**
	 * How long work may go without a sign of progress.
	 *
	 * @param maxSilence Time after which liveness fails. Unless set, the check is only
	 * observed.
	 */
	public record Progress(@Nullable Duration maxSilence) {

	}

	/**
	 * When a pool of connections is saturated.
	 *
	 * @param maxSilence Time in which no connection comes back while a thread waits for
	 * one; at least 1 second.
	 */
	public record Pool(@DefaultValue("5s") Duration maxSilence) {

	}

	/**
	 * When a task executor is saturated: any of this.
	 *
	 * @param queueThreshold Share of a bounded queue that is taken, from above 0 to 1,
	 * for as long as "probity.load.sustained-for".
	 * @param maxWait Time that the oldest task has been waiting to be begun; at least 1
	 * second.
	 */
	public record Executor(@DefaultValue("0.9") double queueThreshold, @DefaultValue("30s") Duration maxWait) {

	}

	/**
	 * When the server is saturated: any of this.
	 *
	 * @param threadThreshold Share of the server's worker threads that are in use, from
	 * above 0 to 1, for as long as "probity.load.sustained-for".
	 * @param maxAge Time that the oldest request has been under way; at least 1 second.
	 * However long unless set.
	 */
	public record Requests(@DefaultValue("0.9") double threadThreshold, @Nullable Duration maxAge) {

	}

}
