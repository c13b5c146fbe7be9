/**
 * The check of Redis, and how the pools of its clients are read.
 */
@NullMarked
package dev.probity.redis;

import org.jspecify.annotations.NullMarked;
