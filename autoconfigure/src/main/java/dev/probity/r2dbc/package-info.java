/**
 * The check of a <code>ConnectionFactory</code>, and the reader of its connection pool.
 */
@NullMarked
package dev.probity.r2dbc;

import org.jspecify.annotations.NullMarked;
