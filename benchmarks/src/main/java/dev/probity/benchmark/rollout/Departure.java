package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.Map;

/**
 * How an instance went.
 *
 * @param instance which one
 * @param signalledAt the nanoseconds of its SIGTERM
 * @param exit how long after it the process had ended
 * @param exitCode the exit code
 * @param noticed how long after it each balancer by name sent nothing more; a balancer
 * that has not noticed is not in it
 */
record Departure(String instance, long signalledAt, Duration exit, int exitCode, Map<String, Duration> noticed) {

}
