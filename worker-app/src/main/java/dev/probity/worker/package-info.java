/**
 * An application without a web server.
 */
@NullMarked
package dev.probity.worker;

import org.jspecify.annotations.NullMarked;
