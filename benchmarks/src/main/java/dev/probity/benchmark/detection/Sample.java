package dev.probity.benchmark.detection;

import java.time.Duration;

/**
 * What one instance told of one fault.
 *
 * @param fault the fault
 * @param detected how long after it readiness answered 503
 * @param back how long after the end of it readiness answered 200
 */
record Sample(Fault fault, Duration detected, Duration back) {

}
