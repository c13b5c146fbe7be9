/**
 * Whether what a start costs is told right.
 */
@NullMarked
package dev.probity.benchmark.startup;

import org.jspecify.annotations.NullMarked;
