/**
 * The check of the port on which the application serves: the instance requests its own
 * server.
 */
@NullMarked
package dev.probity.server;

import org.jspecify.annotations.NullMarked;
