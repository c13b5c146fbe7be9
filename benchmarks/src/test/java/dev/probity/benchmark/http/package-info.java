/**
 * Whether what is answered is read, counted and told right.
 */
@NullMarked
package dev.probity.benchmark.http;

import org.jspecify.annotations.NullMarked;
