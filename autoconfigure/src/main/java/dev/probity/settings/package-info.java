/**
 * The records of all properties under <code>probity</code>, the names of checks, the
 * spelling of environment variables, and the warning about unknown settings.
 */
@NullMarked
package dev.probity.settings;

import org.jspecify.annotations.NullMarked;
