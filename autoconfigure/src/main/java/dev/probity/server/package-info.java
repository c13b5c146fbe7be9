/**
 * Whether the port on which the application serves still answers, asked by the instance
 * itself.
 */
@NullMarked
package dev.probity.server;

import org.jspecify.annotations.NullMarked;
