/**
 * What <code>docs/performance.md</code> and <code>docs/measurements.md</code> is made of:
 * chapters that measure, targets that are met or missed, and the page that gets both.
 */
@NullMarked
package dev.probity.benchmark.report;

import org.jspecify.annotations.NullMarked;
