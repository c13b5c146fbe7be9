/**
 * The check of a <code>ConnectionFactory</code>, and how its pool is read.
 */
@NullMarked
package dev.probity.r2dbc;

import org.jspecify.annotations.NullMarked;
