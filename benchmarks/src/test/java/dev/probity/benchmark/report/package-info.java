/**
 * Tests of the page, and what writes it.
 */
@NullMarked
package dev.probity.benchmark.report;

import org.jspecify.annotations.NullMarked;
