/**
 * Conditions, properties, wiring.
 */
@NullMarked
package dev.probity.autoconfigure;

import org.jspecify.annotations.NullMarked;
