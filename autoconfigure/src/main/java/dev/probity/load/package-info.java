/**
 * Load checks: pools, executors, requests and error rate of this instance.
 */
@NullMarked
package dev.probity.load;

import org.jspecify.annotations.NullMarked;
