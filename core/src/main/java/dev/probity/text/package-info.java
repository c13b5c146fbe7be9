/**
 * What may be told: texts without the secrets in them, and in one line that shows all
 * there is in it. Knows nothing but text.
 */
@NullMarked
package dev.probity.text;

import org.jspecify.annotations.NullMarked;
