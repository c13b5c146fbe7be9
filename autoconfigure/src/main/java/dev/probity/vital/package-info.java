/**
 * Vital checks: deadlocks, memory, disk, file descriptors, the check scheduler,
 * heartbeats and other workers of this process.
 */
@NullMarked
package dev.probity.vital;

import org.jspecify.annotations.NullMarked;
