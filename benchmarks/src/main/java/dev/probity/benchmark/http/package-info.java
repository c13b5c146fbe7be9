/**
 * Asks an application with Probity and one without over HTTP, as fast as they answer:
 * while all is well, and while it is not.
 */
@NullMarked
package dev.probity.benchmark.http;

import org.jspecify.annotations.NullMarked;
