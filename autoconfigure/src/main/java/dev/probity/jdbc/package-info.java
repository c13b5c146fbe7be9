/**
 * The check of a <code>DataSource</code>, the readers of its connection pool, and the
 * closing of HikariCP pools at shutdown.
 */
@NullMarked
package dev.probity.jdbc;

import org.jspecify.annotations.NullMarked;
