/**
 * Whether an application that runs for long stays what it was.
 */
@NullMarked
package dev.probity.soak;

import org.jspecify.annotations.NullMarked;
