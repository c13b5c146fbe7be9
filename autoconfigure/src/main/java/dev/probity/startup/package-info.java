/**
 * Startup tasks and gates: what must be completed before the instance is ready.
 */
@NullMarked
package dev.probity.startup;

import org.jspecify.annotations.NullMarked;
