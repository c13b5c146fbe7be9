/**
 * What may be said under <code>probity</code>: the records of all properties, the names
 * of checks, the spelling of environment variables, and the warning about a setting that
 * means nothing.
 */
@NullMarked
package dev.probity.settings;

import org.jspecify.annotations.NullMarked;
