/**
 * The check of Redis, and the readers of the connection pools of Lettuce and Jedis.
 */
@NullMarked
package dev.probity.redis;

import org.jspecify.annotations.NullMarked;
