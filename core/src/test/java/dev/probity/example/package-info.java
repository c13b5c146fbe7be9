/**
 * The core as one uses it without Spring.
 */
@NullMarked
package dev.probity.example;

import org.jspecify.annotations.NullMarked;
