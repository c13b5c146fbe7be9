/**
 * The check of a <code>DataSource</code>, how its pool is read, and its end.
 */
@NullMarked
package dev.probity.jdbc;

import org.jspecify.annotations.NullMarked;
