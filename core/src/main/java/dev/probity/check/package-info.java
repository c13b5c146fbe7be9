/**
 * What a check is, when it runs and what its snapshot says. Knows no Spring, no HTTP and
 * no clock but the ones it is given.
 */
@NullMarked
package dev.probity.check;

import org.jspecify.annotations.NullMarked;
