/**
 * Checks of what lies outside the process.
 */
@NullMarked
package dev.probity.dependency;

import org.jspecify.annotations.NullMarked;
