/**
 * Figures of pools, read without waiting for anybody.
 */
@NullMarked
package dev.probity.resource;

import org.jspecify.annotations.NullMarked;
