/**
 * The short probe paths: one thin handler for each web stack.
 */
@NullMarked
package dev.probity.web;

import org.jspecify.annotations.NullMarked;
