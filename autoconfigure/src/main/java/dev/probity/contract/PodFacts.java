package dev.probity.contract;

import java.time.Duration;

import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a pod rests on: what is configured, and what has been observed.
 *
 * @param name the name of the application
 * @param stanzas where the probes are
 * @param startupPath the path of the startup probe
 * @param mainPort the port of the application, or {@code null} if it has none
 * @param endSeconds what the end may take
 * @param endSum the same as a sum in words
 * @param gracePeriod what the pod is said to give, or {@code null}
 * @param preStop what a hook takes before the signal
 * @param slowestCheck the required dependency that takes longest to be known to fail, or
 * {@code null} if none is required
 * @param slowestStart how long the start has taken, or {@code null} if it goes on
 * @param longestPause for how long the process has stood still at most
 * @param uptime how long ago the start was over, or {@code null} if it goes on
 */
record PodFacts(String name, ProbeStanzas stanzas, String startupPath, @Nullable Integer mainPort, long endSeconds,
		String endSum, @Nullable Duration gracePeriod, Duration preStop, @Nullable CheckSnapshot slowestCheck,
		@Nullable Duration slowestStart, Duration longestPause, @Nullable Duration uptime) {

}
