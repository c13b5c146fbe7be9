/**
 * The short probe paths, one thin handler per web stack.
 */
@NullMarked
package dev.probity.web;

import org.jspecify.annotations.NullMarked;
