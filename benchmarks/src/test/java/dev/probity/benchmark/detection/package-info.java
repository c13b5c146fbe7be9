/**
 * Whether the times of detection are told right, against the worst case.
 */
@NullMarked
package dev.probity.benchmark.detection;

import org.jspecify.annotations.NullMarked;
