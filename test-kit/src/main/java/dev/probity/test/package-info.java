/**
 * Proves in an application's own tests that its probes tell the truth.
 */
@NullMarked
package dev.probity.test;

import org.jspecify.annotations.NullMarked;
