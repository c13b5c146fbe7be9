/**
 * Figures of pools, of servers and of the heap, read without waiting for anybody.
 */
@NullMarked
package dev.probity.resource;

import org.jspecify.annotations.NullMarked;
