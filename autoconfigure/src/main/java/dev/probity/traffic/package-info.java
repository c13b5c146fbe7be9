/**
 * Requests as they come and go: what is a probe and what is not, and who asks.
 */
@NullMarked
package dev.probity.traffic;

import org.jspecify.annotations.NullMarked;
