/**
 * What the core costs, measured by JMH.
 */
@NullMarked
package dev.probity.benchmark.core;

import org.jspecify.annotations.NullMarked;
