/**
 * Whether it is the dependency that fails or the application's own client: a connection
 * of the client and a fresh one, side by side.
 */
@NullMarked
package dev.probity.diagnosis;

import org.jspecify.annotations.NullMarked;
