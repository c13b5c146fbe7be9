/**
 * What looks inside the process: deadlocks, memory, the scheduler, workers, the server.
 */
@NullMarked
package dev.probity.vital;

import org.jspecify.annotations.NullMarked;
