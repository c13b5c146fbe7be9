/**
 * The probes of an application without a web server, asked from outside.
 */
@NullMarked
package dev.probity.worker;

import org.jspecify.annotations.NullMarked;
